// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public static class Startup
{
    public static void Configure(IServiceCollection services)
    {
        services.AddHttpClient("pricing").AddBudget("pricing");
        services.AddHttpClient("catalog", c => c.BaseAddress = new Uri("https://catalog.example/"));
    }
}

public class Function(IHttpClientFactory factory)
{
    public async Task<string> Handler(string id, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        string price = await factory.CreateClient("pricing").GetStringAsync(id);
        string item = await factory.CreateClient("catalog").{|AJ1002:GetStringAsync|}(id);
        return price + item;
    }
}
