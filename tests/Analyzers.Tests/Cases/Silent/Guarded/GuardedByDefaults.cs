// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
// newest: ConfigureHttpClientDefaults came with version 8
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public static class Startup
{
    public static void Add(IServiceCollection services)
    {
        services.ConfigureHttpClientDefaults(http => http.AddBudget("http"));
        services.AddHttpClient<Users>();
    }
}

public class Users(HttpClient http)
{
    public Task<string> Get(int id) => http.GetStringAsync($"users/{id}");
}

public class Function(IHttpClientFactory factory)
{
    public Task<string> Handler(string path) => factory.CreateClient("any").GetStringAsync(path);
}
