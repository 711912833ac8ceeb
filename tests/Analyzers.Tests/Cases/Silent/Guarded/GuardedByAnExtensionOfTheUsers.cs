// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public static class BuilderExtensions
{
    public static IHttpClientBuilder AddCompanyDefaults(this IHttpClientBuilder builder, string service)
    {
        builder.SetHandlerLifetime(TimeSpan.FromMinutes(5));
        return builder.AddBudget(service);
    }
}

public sealed class Users(HttpClient http)
{
    public Task<string> Get(int id) => http.GetStringAsync($"users/{id}");
}

public static class Startup
{
    public static void Add(IServiceCollection services) => services.AddHttpClient<Users>().AddCompanyDefaults("users");
}
