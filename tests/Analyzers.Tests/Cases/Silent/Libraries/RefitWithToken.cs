// libraries: AmazonLambdaCore, Refit
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;
using Refit;

public interface IGitHub
{
    [Get("/repos/{name}")]
    Task<string> GetRepository(string name, CancellationToken cancellationToken = default);
}

public sealed class Jobs(IGitHub github)
{
    [AsyncJob("POST /repositories")]
    public Task<string> Read(string name, JobContext job) => github.GetRepository(name, job.CancellationToken);
}

public static class Startup
{
    public static void Add(IServiceCollection services) => services.AddRefitClient<IGitHub>().ConfigureHttpClient(c =>
    {
        c.BaseAddress = new Uri("https://api.github.example");
        c.Timeout = Timeout.InfiniteTimeSpan;
    });
}
