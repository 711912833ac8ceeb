// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public sealed class Prices(HttpClient http)
{
    public Task<string> Get(string id) => http.GetStringAsync(id);
}

public sealed class Mail(HttpClient http)
{
    public Task<string> Get(string id) => http.{|AJ1002:GetStringAsync|}(id);
}

public sealed class Stock(HttpClient http)
{
    public Task<string> Get(string id) => http.{|AJ1002:GetStringAsync|}(id);
}

public sealed class Named(IHttpClientFactory factory)
{
    public Task<string> Get(string id) => factory.CreateClient("weather").GetStringAsync(id);

    public Task<string> GetOther(string id) => factory.CreateClient("traffic").{|AJ1002:GetStringAsync|}(id);

    public Task<string> GetDefault(string id) => factory.CreateClient().{|AJ1002:GetStringAsync|}(id);
}

public static class Registrations
{
    public static void AddGuarded<T>(this IServiceCollection services)
        where T : class => services.AddHttpClient<T>().AddBudget("api");

    public static IHttpClientBuilder AddOpen<T>(this IServiceCollection services)
        where T : class => services.AddHttpClient<T>();

    public static IHttpClientBuilder AddNamed(this IServiceCollection services, string name) => services.AddHttpClient(name);
}

public static class Startup
{
    public static void Add(IServiceCollection services)
    {
        services.AddGuarded<Prices>();
        services.AddOpen<Mail>();
        services.AddOpen<Stock>().SetHandlerLifetime(TimeSpan.FromMinutes(5));
        services.AddNamed("weather").AddBudget("api");
        services.AddNamed("traffic");
    }
}
