// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, MicrosoftExtensionsOptions
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

public interface IClock
{
    TimeSpan UntilTheEnd(string of);
}

public class ClueOptions
{
    public TimeSpan Timeout { get; set; }
}

public class Clues(HttpClient http)
{
    public Task<string> Get() => http.{|AJ1002:GetStringAsync|}("clues");
}

public static class Startup
{
    public static void Configure(IServiceCollection services)
    {
        services.AddOptions<ClueOptions>().Configure<IClock>((options, clock) => options.Timeout = clock.UntilTheEnd("invocation"));
        services.AddHttpClient<Clues>((provider, http) =>
            http.Timeout = provider.GetRequiredService<IOptions<ClueOptions>>().Value.Timeout);
    }
}
