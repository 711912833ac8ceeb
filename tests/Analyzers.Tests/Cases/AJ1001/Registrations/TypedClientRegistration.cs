// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Microsoft.Extensions.DependencyInjection;

public class OrdersClient(HttpClient http)
{
    public Task<string> Get(string id, CancellationToken ct) => http.GetStringAsync(id, ct);
}

public static class Startup
{
    public static void ConfigureServices(IServiceCollection services)
    {
        services.AddHttpClient<OrdersClient>(client =>
        {
            client.BaseAddress = new Uri("https://orders.example/");
            {|AJ1001:client.Timeout = TimeSpan.FromSeconds(30)|};
        });
    }
}
