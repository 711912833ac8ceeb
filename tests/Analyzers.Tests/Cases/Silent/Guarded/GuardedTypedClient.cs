// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using System.Net.Http.Json;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public class PricingClient
{
    private readonly HttpClient _http;

    public PricingClient(HttpClient http) => _http = http;

    public Task<decimal> Price(string id) => _http.GetFromJsonAsync<decimal>($"prices/{id}");
}

public static class Startup
{
    public static void Add(IServiceCollection services) =>
        services.AddHttpClient<PricingClient>(c => c.BaseAddress = new Uri("https://pricing.example")).AddBudget("pricing");
}
