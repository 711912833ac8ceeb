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
        var users = services.AddHttpClient<Users>();
        users.SetHandlerLifetime(TimeSpan.FromMinutes(5));
        users.AddBudget("users");
    }
}
