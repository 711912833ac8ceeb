// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public interface IMail
{
    Task SendAsync(string to, CancellationToken cancellationToken = default);
}

internal sealed class HttpMail(HttpClient client) : IMail
{
    public async Task SendAsync(string to, CancellationToken cancellationToken = default)
    {
        using var response = await client.PostAsync("mail", new StringContent(to), cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}

public class Function(IMail mail)
{
    public Task Handler(string to, ILambdaContext context) => mail.SendAsync(to);
}

public static class Startup
{
    public static IServiceCollection Add(IServiceCollection services)
    {
        services.AddHttpClient<IMail, HttpMail>().SetHandlerLifetime(TimeSpan.FromMinutes(10)).AddBudget("mail");
        return services;
    }
}
