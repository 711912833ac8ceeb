// libraries: AmazonLambdaCore, AspNetCore, MicrosoftExtensionsHttp
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

public interface IRates
{
    Task<string> Get(string url, CancellationToken token);
}

public class Rates : IRates
{
    private readonly HttpClient _client;

    public Rates() => _client = {|AJ1008:new HttpClient()|};

    public Task<string> Get(string url, CancellationToken token) => _client.GetStringAsync(url, token);
}

public abstract class Base
{
    protected readonly HttpClient Client = {|AJ1008:new()|};
}

public class Derived : Base
{
    public Task<string> Get(string url, CancellationToken token) => Client.GetStringAsync(url, token);
}

public class KeptRates : IRates
{
    private readonly HttpClient _client = new();

    public Task<string> Get(string url, CancellationToken token) => _client.GetStringAsync(url, token);
}

public class RatesController(IRates rates) : ControllerBase
{
    private readonly HttpClient _client = {|AJ1008:new HttpClient()|};

    public async Task<string> Get(string url, CancellationToken token) => await rates.Get(url, token) + await _client.GetStringAsync(url, token);
}

public static class Startup
{
    public static void Configure(IServiceCollection services)
    {
        services.AddScoped<IRates, Rates>();
        services.AddScoped<Derived>();
        services.AddSingleton<IRates, KeptRates>();
    }
}
