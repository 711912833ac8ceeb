// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, MicrosoftExtensionsOptions
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

public class HintOptions
{
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(3);
}

public class Clues(HttpClient http)
{
    public Task<string> Get() => http.GetStringAsync("clues");
}

public class Hints(HttpClient http)
{
    public Task<string> Get() => http.{|AJ1002:GetStringAsync|}("hints");
}

public class Riddles(HttpClient http)
{
    public Task<string> Get() => http.{|AJ1002:GetStringAsync|}("riddles");
}

public static class Function
{
    public static void Handle(IServiceCollection services, ILambdaContext context)
    {
        TimeSpan left = context.RemainingTime - TimeSpan.FromSeconds(1);
        if (left < TimeSpan.Zero)
            left = TimeSpan.Zero;

        services.AddHttpClient<Clues>(http => Limit(http, left));
        services.AddHttpClient<Riddles>(http => Limit(http, {|AJ1001:TimeSpan.FromSeconds(4)|}));
        services.AddHttpClient<Hints>((provider, http) =>
            {|AJ1001:http.Timeout = provider.GetRequiredService<IOptions<HintOptions>>().Value.Timeout|});
    }

    private static void Limit(HttpClient http, TimeSpan time) => http.Timeout = time;
}
