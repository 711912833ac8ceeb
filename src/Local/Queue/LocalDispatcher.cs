using AsyncJobs.Dispatch;
using AsyncJobs.Local.Platform;

namespace AsyncJobs.Local.Queue;

/// <summary>Hands events to the queue of this process.</summary>
internal sealed class LocalDispatcher(EventQueue queue) : IJobDispatcher
{
    public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (!queue.Knows(job))
            throw new JobDispatchException($"There is no job named '{job}' in this application.") { IsTransient = false };
        if (payload.Length > PlatformLimits.AsynchronousPayloadBytes)
        {
            throw new JobDispatchException(
                $"The event has {payload.Length} bytes; Lambda takes {PlatformLimits.AsynchronousPayloadBytes} from an asynchronous call.")
            {
                IsTransient = false,
            };
        }

        if (queue.IsStopping)
            throw new JobDispatchException("The local host is stopping.");

        queue.Enqueue(job, payload.ToArray());
        return default;
    }
}
