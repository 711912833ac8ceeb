// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public static class Startup
{
    public static void Configure(IServiceCollection services) => services.AddHttpClient("rates", Prepare);

    private static void Prepare(HttpClient client) => client.Timeout = InvocationBudget.Current.Remaining;
}

public class Function(IHttpClientFactory factory)
{
    public async Task<string> Handle(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using (budget.Enter())
            return await factory.CreateClient("rates").GetStringAsync(url, budget.Token);
    }
}
