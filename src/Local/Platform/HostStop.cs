using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncJobs.Local.Platform;

/// <summary>Tells a request that its host stops.</summary>
internal static class HostStop
{
    /// <summary>Is cancelled when the host of a request is asked to stop; never where it has none, such as a test's request without a server.</summary>
    public static CancellationToken HostStopping(this HttpContext context) =>
        context.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
}
