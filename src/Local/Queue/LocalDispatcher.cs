using AsyncJobs.Dispatch;
using AsyncJobs.Local.Platform;

namespace AsyncJobs.Local.Queue;

/// <summary>Hands events to the queue of this process.</summary>
internal sealed class LocalDispatcher(EventQueue queue) : IJobDispatcher
{
    /// <summary>Refuses what Lambda would refuse.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="isKnown">Whether the application has that job.</param>
    /// <param name="bytes">The size of the event.</param>
    /// <exception cref="JobDispatchException">There is no such function, or the event is too large.</exception>
    public static void Check(string job, bool isKnown, int bytes)
    {
        if (!isKnown)
            throw new JobDispatchException($"There is no job named '{job}' in this application.") { IsTransient = false };
        if (bytes > PlatformLimits.AsynchronousPayloadBytes)
        {
            throw new JobDispatchException(
                $"The event has {bytes} bytes; Lambda takes {PlatformLimits.AsynchronousPayloadBytes} from an asynchronous call.")
            {
                IsTransient = false,
            };
        }
    }

    public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        Check(job, queue.Knows(job), payload.Length);
        if (queue.IsStopping)
            throw new JobDispatchException("The local host is stopping.");

        queue.Enqueue(job, payload.ToArray());
        return default;
    }
}
