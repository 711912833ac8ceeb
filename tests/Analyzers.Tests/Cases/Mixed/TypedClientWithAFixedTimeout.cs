// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using System.Net.Http.Json;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;

public interface IExchange
{
    Task<decimal> RateAsync(string pair);
}

internal sealed class Exchange : IExchange
{
    private readonly HttpClient _http;

    public Exchange(HttpClient http) => _http = http ?? throw new ArgumentNullException(nameof(http));

    public async Task<decimal> RateAsync(string pair) => await _http.{|AJ1002:GetFromJsonAsync|}<decimal>($"rates/{pair}");
}

public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddHttpClient<IExchange, Exchange>(c =>
        {
            c.BaseAddress = new Uri("https://exchange.example/");
            {|AJ1001:c.Timeout = TimeSpan.FromSeconds(3)|};
        });
    }
}
