// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public interface IA
{
    Task<string> Get();
}

public interface IB
{
    Task<string> Get();
}

public sealed class A(HttpClient http) : IA
{
    public Task<string> Get() => http.GetStringAsync("a");
}

public sealed class B(IHttpClientFactory factory) : IB
{
    public async Task<string> Get()
    {
        var http = factory.CreateClient(nameof(B));
        return await http.{|AJ1002:GetStringAsync|}("b");
    }
}

public static class Startup
{
    public static void Add(IServiceCollection services)
    {
        services.AddHttpClient<IA, A>().AddBudget("a");
        services.AddHttpClient(nameof(B));
        services.AddScoped<IB, B>();
    }
}
