// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public class PaymentClient(HttpClient http)
{
    public Task<string> Get(string id) => http.GetStringAsync($"payments/{id}");
}

public class RefundClient(HttpClient http)
{
    public Task<string> Get(string id) => http.{|AJ1002:GetStringAsync|}($"refunds/{id}");
}

public static class Startup
{
    public static void Add(IServiceCollection services)
    {
        services.AddHttpClient<PaymentClient>().AddBudget("payments");
        services.AddHttpClient<RefundClient>();
    }
}
