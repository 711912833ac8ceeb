// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

internal static class Names
{
    internal const string Guarded = "guarded";
    internal const string Plain = "plain";
}

public class Function(IHttpClientFactory factory)
{
    public async Task<int> Handler(string path, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        using var guarded = factory.CreateClient(Names.Guarded);
        using var plain = factory.CreateClient(Names.Plain);
        byte[] a = await guarded.GetByteArrayAsync(path);
        byte[] b = await plain.{|AJ1002:GetByteArrayAsync|}(path);
        return a.Length + b.Length;
    }

    public static void Register(IServiceCollection services)
    {
        services.AddHttpClient(Names.Guarded).AddBudget("guarded");
        services.AddHttpClient(Names.Plain).SetHandlerLifetime(TimeSpan.FromMinutes(1));
    }
}
