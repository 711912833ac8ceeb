using AsyncJobs.Dispatch;
using AsyncJobs.Events;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Ending;

/// <summary>Has settle look at a job later, or try its callback, through the delayed delivery.</summary>
/// <param name="delivery">The delivery; null for a deployment without one.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says when.</param>
internal sealed class LaterLook(IDelayedDelivery? delivery, TimeProvider time, EndLog log)
{
    /// <summary>Whether there is a delivery.</summary>
    public bool IsPossible => delivery is not null;

    /// <summary>Sends the message.</summary>
    /// <param name="message">Which job, when and why.</param>
    /// <param name="requestId">The invocation, for the log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <remarks>What the delivery throws comes out: the invocation then fails, and the platform delivers its event again.</remarks>
    public async ValueTask ScheduleAsync(DelayedMessage message, string requestId, CancellationToken cancellationToken)
    {
        if (delivery is null)
        {
            log.NoLaterLook(message, requestId);
            return;
        }

        await delivery.SendAsync(message.Write(), Until(message.At), cancellationToken).ConfigureAwait(false);
        log.LaterLook(message, requestId);
    }

    /// <summary>Sends the message by which a job's callback is tried later. There is a delivery.</summary>
    /// <param name="record">The job.</param>
    /// <param name="at">When.</param>
    /// <param name="chain">The message's token, which the record is to have next.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <remarks>What the delivery throws comes out.</remarks>
    public ValueTask SendCallbackAsync(JobRecord record, DateTimeOffset at, string chain, CancellationToken cancellationToken)
    {
        DelayedMessage message = new(record.Id, record.Job, at) { Chain = chain };
        return delivery!.SendAsync(message.Write(), Until(at), cancellationToken);
    }

    /// <summary>Puts off the message that was received under a receipt.</summary>
    public ValueTask PostponeAsync(string receipt, DateTimeOffset at, CancellationToken cancellationToken) =>
        delivery!.PostponeAsync(receipt, Until(at), cancellationToken);

    private TimeSpan Until(DateTimeOffset at)
    {
        TimeSpan delay = at - time.RecordNow();
        return delay > TimeSpan.Zero ? delay : TimeSpan.Zero;
    }
}
