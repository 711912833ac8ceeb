// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public sealed class Users(HttpClient http)
{
    public Task<string> Get(int id) => http.GetStringAsync($"users/{id}");
}

public static class Startup
{
    public static void Add(IServiceCollection services)
    {
        services.AddTransient(_ => new BudgetHandler("users"));
        services.AddHttpClient<Users>().AddHttpMessageHandler(provider => provider.GetRequiredService<BudgetHandler>());
    }
}
