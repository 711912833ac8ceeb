// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, MicrosoftExtensionsOptions
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

public interface IClues { Task<string> Get(); }
public class Clues(HttpClient http) : IClues { public Task<string> Get() => http.{|AJ1002:GetStringAsync|}("x"); }
public class Direct(HttpClient http) { public Task<string> Get() => http.{|AJ1002:GetStringAsync|}("x"); }
public class Optioned(HttpClient http) { public Task<string> Get() => http.{|AJ1002:GetStringAsync|}("x"); }
public class ApiOptions { public TimeSpan Timeout { get; set; } }

public static class Setup
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(3);
    public static void Run(IServiceCollection services)
    {
        services.AddHttpClient<IClues, Clues>(http => {|AJ1001:http.Timeout = s_limit|});
        services.AddHttpClient<Direct>(Prepare);
        services.AddHttpClient<Optioned>((provider, http) => {|AJ1001:http.Timeout = provider.GetRequiredService<IOptions<ApiOptions>>().Value.Timeout|});
    }

    private static void Prepare(HttpClient http) => {|AJ1001:http.Timeout = TimeSpan.FromSeconds(4)|};
}
