using Amazon.Lambda.Annotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Acme;

public interface IClock;

public sealed class Jobs(IClock clock)
{
    [AsyncJob("POST /reports")]
    public string Run(JobContext job) => $"{clock}";
}

[LambdaStartup]
public class Startup
{
    public HostApplicationBuilder ConfigureHostBuilder() => new HostApplicationBuilder();

    public void ConfigureServices(IServiceCollection services) { }
}
