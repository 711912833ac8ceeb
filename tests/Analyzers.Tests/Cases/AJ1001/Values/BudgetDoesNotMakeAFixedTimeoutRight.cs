// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public static class Startup
{
    public static void Add(IServiceCollection services) => services
        .AddHttpClient("pricing", client => client.BaseAddress = new Uri("https://pricing.example"))
        .AddBudget("pricing")
        .ConfigureHttpClient(client => {|AJ1001:client.Timeout = TimeSpan.FromSeconds(3)|});
}
