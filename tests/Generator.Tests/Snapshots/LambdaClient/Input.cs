using Microsoft.Extensions.DependencyInjection;

namespace Acme;

public static class Jobs
{
    [AsyncJob("POST /reports")]
    public static void Run(JobContext job) { }

    [JobServices]
    internal static void Configure(IServiceCollection services) { }
}
