// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public class Catalog(HttpClient http)
{
    public Task<string> Item(string id) => http.GetStringAsync(id);
}

public static class Startup
{
    public static void Add(IServiceCollection services) => services
        .AddHttpClient<Catalog>()
        .AddHttpMessageHandler(() => new BudgetHandler("catalog"))
        .ConfigureHttpClient(c => c.Timeout = Timeout.InfiniteTimeSpan);
}
