// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, MicrosoftExtensionsOptions
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

public interface IClues { Task<string> Get(); }
public class Clues(HttpClient http) : IClues { public Task<string> Get() => http.GetStringAsync("x"); }
public class Direct(HttpClient http) { public Task<string> Get() => http.GetStringAsync("x"); }
public class Blocked(HttpClient http) { public Task<string> Get() => http.GetStringAsync("x"); }
public class Grouped(HttpClient http) { public Task<string> Get() => http.GetStringAsync("x"); }
public class WithProvider(HttpClient http) { public Task<string> Get() => http.GetStringAsync("x"); }
public class Typed(HttpClient http) { public Task<string> Get() => http.GetStringAsync("x"); }
public class Made(HttpClient http, string key) { public Task<string> Get() => http.GetStringAsync(key); }
public class Optioned(HttpClient http) { public Task<string> Get() => http.GetStringAsync("x"); }
public class ByOptions(HttpClient http) { public Task<string> Get() => http.GetStringAsync("x"); }
public class ApiOptions { public TimeSpan Timeout { get; set; } public int Seconds { get; set; } }

public class Named(IHttpClientFactory factory)
{
    private const string Name = "quotes";
    public Task<string> Constant() => factory.CreateClient(Name).GetStringAsync("x");
    public Task<string> ByNameof() => factory.CreateClient(nameof(Named)).GetStringAsync("x");
    public async Task<string> Local()
    {
        using HttpClient client = factory.CreateClient("local");
        return await client.GetStringAsync("x");
    }
}

public static class Setup
{
    public static async Task<string> Run(ILambdaContext context)
    {
        TimeSpan left = context.RemainingTime - TimeSpan.FromSeconds(1);
        if (left < TimeSpan.Zero)
            left = TimeSpan.Zero;
        ServiceCollection services = new();
        services.AddHttpClient<IClues, Clues>(http => http.Timeout = left);
        services.AddHttpClient<Direct>(http => { http.BaseAddress = new Uri("https://a.example"); http.Timeout = left; });
        services.AddHttpClient<Blocked>().ConfigureHttpClient(delegate (HttpClient http) { http.Timeout = left; });
        services.AddHttpClient<WithProvider>((provider, http) => http.Timeout = left);
        services.AddHttpClient("typed", http => http.Timeout = left).AddTypedClient<Typed>();
        services.AddHttpClient("made", http => http.Timeout = left).AddTypedClient(http => new Made(http, "k"));
        services.AddHttpClient("quotes").ConfigureHttpClient((provider, http) => http.Timeout = left);
        services.AddHttpClient(nameof(Named), http => http.Timeout = left);
        services.AddHttpClient("local", http => http.Timeout = left).SetHandlerLifetime(TimeSpan.FromMinutes(5));
        void Prepare(HttpClient http) => http.Timeout = left;
        services.AddHttpClient<Grouped>(Prepare);
        services.Configure<ApiOptions>(options => options.Timeout = left);
        services.AddHttpClient<Optioned>((provider, http) => http.Timeout = provider.GetRequiredService<IOptions<ApiOptions>>().Value.Timeout);
        services.AddOptions<ApiOptions>("b").Configure(options => options.Seconds = (int)left.TotalSeconds);
        services.AddHttpClient<ByOptions>((provider, http) =>
        {
            ApiOptions options = provider.GetRequiredService<IOptionsMonitor<ApiOptions>>().Get("b");
            http.Timeout = TimeSpan.FromSeconds(options.Seconds);
        });
        await using ServiceProvider built = services.BuildServiceProvider();
        return await built.GetRequiredService<IClues>().Get() + await built.GetRequiredService<Direct>().Get();
    }
}
