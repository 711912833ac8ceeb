using AsyncJobs;
using AsyncJobs.S3;
using Microsoft.Extensions.DependencyInjection;

namespace Smoke;

/// <summary>The bucket for inputs and results that are too large for an event or an item.</summary>
internal static class Startup
{
    [JobServices]
    public static void Configure(IServiceCollection services) => services.AddS3Payloads();
}
