// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public class Function(IHttpClientFactory clients)
{
    public async Task<string> Entered(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        return await clients.CreateClient("pricing").GetStringAsync(url) + await Shared(url);
    }

    public async Task<string> Open(string url, ILambdaContext context) =>
        await clients.CreateClient("pricing").{|AJ1013:GetStringAsync|}(url) + await Shared(url);

    public static void Configure(IServiceCollection services) => services.AddHttpClient("pricing").AddBudget("pricing");

    private Task<string> Shared(string url) => clients.CreateClient("pricing").{|AJ1013:GetStringAsync|}(url);
}
