// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Microsoft.Extensions.DependencyInjection;
using Shop;

public class PricingClient(HttpClient http)
{
    public Task<string> Price(string id) => http.{|AJ1002:GetStringAsync|}($"prices/{id}");
}

public static class Startup
{
    public static void Add(IServiceCollection services) => services.AddHttpClient<PricingClient>().AddBudget(100_000m);
}

namespace Shop
{
    // What the client may spend, not how long it may take.
    public static class Budgets
    {
        public static IHttpClientBuilder AddBudget(this IHttpClientBuilder builder, decimal euros) => builder.ConfigureHttpClient(client => client.DefaultRequestHeaders.Add("x-budget", $"{euros}"));
    }
}
