using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;

namespace AsyncJobs.Hosting;

/// <summary>The platform's dispatcher, which is made when it is first used: most functions send nothing.</summary>
internal sealed class DeferredDispatcher(JobPlatform platform) : IJobDispatcher
{
    public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        platform.Dispatcher.SendAsync(job, payload, cancellationToken);
}
