// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public interface IPrices;

public sealed class Prices(HttpClient http) : IPrices
{
    public Task<string> Get(string id) => http.GetStringAsync(id);
}

public sealed class Mail(HttpClient http)
{
    public Task<string> Get(string id) => http.GetStringAsync(id);
}

public sealed class Stock(HttpClient http)
{
    public Task<string> Get(string id) => http.GetStringAsync(id);
}

public sealed class Named(IHttpClientFactory factory)
{
    public Task<string> Get(string id) => factory.CreateClient("weather").GetStringAsync(id);
}

public static class Registrations
{
    public static IServiceCollection AddApi<TApi, TClient>(this IServiceCollection services, string address)
        where TApi : class
        where TClient : class, TApi
    {
        services.AddHttpClient<TApi, TClient>(client => client.BaseAddress = new Uri(address)).AddBudget("api");
        return services;
    }

    public static void AddClient<T>(this IServiceCollection services)
        where T : class => services.AddInner<T>(typeof(T).Name);

    public static IHttpClientBuilder AddPlain<T>(this IServiceCollection services)
        where T : class
    {
        IHttpClientBuilder builder = services.AddHttpClient<T>();
        return builder.SetHandlerLifetime(TimeSpan.FromMinutes(5));
    }

    public static void AddNamed(this IServiceCollection services, string name) => services.AddHttpClient(name).AddBudget("api");

    private static void AddInner<T>(this IServiceCollection services, string name)
        where T : class => services.AddHttpClient<T>(name).AddBudget("api");
}

public static class Startup
{
    public static void Add(IServiceCollection services)
    {
        services.AddApi<IPrices, Prices>("https://prices.example").AddNamed("weather");
        services.AddClient<Mail>();
        services.AddPlain<Stock>().AddBudget("api");
    }
}

public sealed class Function(Prices prices, Mail mail, Stock stock, Named named)
{
    public async Task Handler(string id, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        await prices.Get(id);
        await mail.Get(id);
        await stock.Get(id);
        await named.Get(id);
    }
}
