using AsyncJobs.Dispatch;
using AsyncJobs.Local.Platform;

namespace AsyncJobs.Local.Queue;

/// <summary>Hands messages to the queue of this process.</summary>
internal sealed class LocalDelayedDelivery(SettleQueue queue) : IDelayedDelivery
{
    // As on AWS: the twelve hours of SQS are counted from when the message was received, and the last one is left alone.
    public static readonly TimeSpan LongestPostponement = PlatformLimits.LongestMessageVisibility - TimeSpan.FromHours(1);

    public ValueTask SendAsync(string message, TimeSpan delay, CancellationToken cancellationToken) =>
        Explained(() => queue.Send(message, Cut(delay, PlatformLimits.LongestMessageDelay)));

    public ValueTask PostponeAsync(string receipt, TimeSpan delay, CancellationToken cancellationToken) =>
        Explained(() => queue.ChangeVisibility(receipt, Cut(delay, LongestPostponement)));

    /// <summary>The delay, or the nearest that a queue can wait.</summary>
    public static TimeSpan Cut(TimeSpan delay, TimeSpan longest) => delay < TimeSpan.Zero ? TimeSpan.Zero : delay < longest ? delay : longest;

    private static ValueTask Explained(Action request)
    {
        try
        {
            request();
            return default;
        }
        catch (QueueException exception)
        {
            throw new JobDispatchException($"The queue refused: {exception.Message} ({exception.Code})", exception) { IsTransient = false };
        }
    }
}
