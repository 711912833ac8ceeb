// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public static class Startup
{
    public static void Add(IServiceCollection services)
    {
        services.AddHttpClient<Inner.PricingClient>().AddBudget("pricing");
        services.AddHttpClient<Outer.PricingClient>();
    }
}

namespace Inner
{
    public class PricingClient(HttpClient http)
    {
        public Task<string> Price(string id) => http.GetStringAsync($"prices/{id}");
    }
}

namespace Outer
{
    public class PricingClient(HttpClient http)
    {
        public Task<string> Price(string id) => http.{|AJ1002:GetStringAsync|}($"prices/{id}");
    }
}
