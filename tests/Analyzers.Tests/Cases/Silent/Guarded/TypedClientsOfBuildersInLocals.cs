// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public class Prices(HttpClient http)
{
    public Task<string> Get(string url) => http.GetStringAsync(url);
}

public class Stock(HttpClient http)
{
    public Task<string> Get(string url) => http.GetStringAsync(url);
}

public class Rates(HttpClient http)
{
    public Task<string> Get(string url) => http.GetStringAsync(url);
}

public class Late(HttpClient http)
{
    public Task<string> Get(string url) => http.GetStringAsync(url);
}

public class Lists(HttpClient http)
{
    public Task<string> Get(string url) => http.GetStringAsync(url);
}

public static class Startup
{
    public static void Add(IServiceCollection services, ILambdaContext context)
    {
        IHttpClientBuilder builder = services.AddHttpClient("prices").AddBudget("prices");
        builder.AddTypedClient<Prices>();

        var stock = services.AddHttpClient("stock");
        stock.AddBudget("stock");
        stock.AddTypedClient<Stock>();

        var rates = services.AddHttpClient("rates");
        rates.AddTypedClient<Rates>();
        rates.AddBudget("rates");

        Prepare(services.AddHttpClient("lists"));

        var late = services.AddHttpClient("late", c => c.Timeout = context.RemainingTime / 2);
        late.AddTypedClient(client => new Late(client));
    }

    private static void Prepare(IHttpClientBuilder builder)
    {
        builder.AddBudget("lists");
        builder.AddTypedClient<Lists>();
    }
}
