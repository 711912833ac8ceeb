using Microsoft.Extensions.Hosting;

namespace AsyncJobs.Local.Platform;

/// <summary>Leaves the signals of the process to <see cref="LocalHost"/>, which has more than a server to stop.</summary>
internal sealed class LocalLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
