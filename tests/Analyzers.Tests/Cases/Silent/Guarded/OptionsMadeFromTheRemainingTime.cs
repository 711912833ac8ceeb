// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, MicrosoftExtensionsOptions
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

public class ClueOptions
{
    public TimeSpan Timeout { get; set; }
}

public class HintOptions
{
    public TimeSpan Timeout => InvocationBudget.Current.Remaining;
}

public class Clues(HttpClient http)
{
    public Task<string> Get() => http.GetStringAsync("clues");
}

public class Hints(HttpClient http)
{
    public Task<string> Get() => http.GetStringAsync("hints");
}

public class Riddles
{
    private readonly HttpClient _http;

    public Riddles(HttpClient http, IOptionsSnapshot<ClueOptions> options)
    {
        _http = http;
        _http.Timeout = options.Value.Timeout;
    }

    public Task<string> Get() => _http.GetStringAsync("riddles");
}

public static class Function
{
    public static async Task Handle(IServiceCollection services, ILambdaContext context)
    {
        TimeSpan left = context.RemainingTime - TimeSpan.FromSeconds(1);
        if (left < TimeSpan.Zero)
            left = TimeSpan.Zero;

        services.Configure<ClueOptions>(options => options.Timeout = left);
        services.AddHttpClient<Clues>((provider, http) =>
            http.Timeout = provider.GetRequiredService<IOptions<ClueOptions>>().Value.Timeout);
        services.AddHttpClient<Hints>().ConfigureHttpClient((provider, http) =>
        {
            HintOptions options = provider.GetRequiredService<IOptionsMonitor<HintOptions>>().CurrentValue;
            http.Timeout = options.Timeout;
        });
        await Task.Yield();
    }
}
