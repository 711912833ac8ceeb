// libraries: AmazonLambdaCore, MicrosoftExtensionsHttpPolly
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Extensions.Http;

public sealed class Orders(HttpClient http)
{
    public Task<string> Get(int id) => http.GetStringAsync($"orders/{id}");
}

public static class Startup
{
    public static void Add(IServiceCollection services) => services.AddHttpClient<Orders>()
        .AddPolicyHandler(HttpPolicyExtensions.HandleTransientHttpError().WaitAndRetryAsync(2, attempt => TimeSpan.FromMilliseconds(200 * attempt)))
        .AddBudget("orders");
}
