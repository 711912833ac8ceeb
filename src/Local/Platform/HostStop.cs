using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncJobs.Local.Platform;

/// <summary>Tells a request that its host stops.</summary>
internal static class HostStop
{
    /// <summary>Is cancelled when the host of a request is asked to stop; never for a request without one, such as a test's.</summary>
    public static CancellationToken HostStopping(this HttpContext context) =>
        context.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
}
