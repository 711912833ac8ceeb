// libraries: AmazonLambdaCore, Refit
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;
using Refit;

public interface IGitHub
{
    [Get("/repos/{name}")]
    Task<string> GetRepository(string name, CancellationToken cancellationToken = default);
}

public class Function(IGitHub github)
{
    public Task<string> Handler(string name) => github.GetRepository(name);

    public static void ConfigureServices(IServiceCollection services) => services.AddRefitClient<IGitHub>().AddBudget("github");
}
