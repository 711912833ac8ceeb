using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public static class Startup
{
    public static IServiceProvider Build() => new ServiceCollection()
        .AddSingleton(BudgetHttpClient.Create("backend"))
        .AddSingleton<Backend>()
        .BuildServiceProvider();
}

public class Backend(HttpClient http)
{
    public Task<string> Get(string path) => http.GetStringAsync(path);
}
