// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public static class ClientNames
{
    public const string Orders = "orders";
}

public class Function
{
    private readonly IHttpClientFactory _factory;

    public Function(IHttpClientFactory factory) => _factory = factory;

    public async Task<string> Handler(string id, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        using HttpClient client = _factory.CreateClient(ClientNames.Orders);
        return await client.GetStringAsync(id);
    }

    public static void ConfigureServices(IServiceCollection services) =>
        services.AddHttpClient(ClientNames.Orders, c => c.BaseAddress = new Uri("https://orders.example")).AddBudget("orders");
}
