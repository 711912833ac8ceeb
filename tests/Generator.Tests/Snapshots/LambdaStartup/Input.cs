using Amazon.Lambda.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Acme;

public interface IClock;

public sealed class Jobs(IClock clock)
{
    [AsyncJob("POST /reports")]
    public string Run(JobContext job) => $"{clock}";
}

[LambdaStartup]
public sealed class Startup
{
    public void ConfigureServices(IServiceCollection services) { }
}
