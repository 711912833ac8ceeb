// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public class PriceClient(HttpClient http)
{
    public Task<string> Price(string id) => http.GetStringAsync("prices/" + id);
}

public class StockClient(HttpClient http)
{
    public Task<string> Stock(string id) => http.{|AJ1002:GetStringAsync|}("stock/" + id);
}

public static class Startup
{
    public static void Add(IServiceCollection services)
    {
        services.AddHttpClient<PriceClient>(c => c.BaseAddress = new Uri("https://prices.example")).AddBudget("prices");
        services.AddHttpClient<StockClient>(c => {|AJ1001:c.Timeout = TimeSpan.FromSeconds(10)|});
    }
}
