using System.Collections.Concurrent;
using AsyncJobs.Dispatch;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Platform;
using AsyncJobs.Local.Queue;
using AsyncJobs.Logging;
using AsyncJobs.Testing.Time;

namespace AsyncJobs.Testing.Platform;

/// <summary>The SQS queue of messages for settle, by the host's clock.</summary>
internal sealed class TestQueue(ILocalFunction settle, WorkList works, VirtualClock clock, JobLog log) : IDelayedDelivery
{
    private readonly ConcurrentDictionary<string, QueuedMessage> _byReceipt = new(StringComparer.Ordinal);

    public async ValueTask SendAsync(string message, TimeSpan delay, CancellationToken cancellationToken)
    {
        await Work.DieIfKilledAsync().ConfigureAwait(false);
        QueuedMessage sent = new(Guid.NewGuid().ToString(), message, clock.GetUtcNow());
        clock.Schedule(LocalDelayedDelivery.Cut(delay, PlatformLimits.LongestMessageDelay), () => Deliver(sent));
    }

    public ValueTask PostponeAsync(string receipt, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (!_byReceipt.TryGetValue(receipt, out QueuedMessage? message))
            throw new JobDispatchException($"The queue has no delivery under the receipt {receipt}.") { IsTransient = false };

        message.VisibleAt = clock.GetUtcNow() + LocalDelayedDelivery.Cut(delay, LocalDelayedDelivery.LongestPostponement);
        return default;
    }

    private void Deliver(QueuedMessage message)
    {
        Work work = works.Begin(WorkKind.Settle, "settle");
        Started.Run(work, works, () => InvokeAsync(message, work));
    }

    private async Task InvokeAsync(QueuedMessage message, Work work)
    {
        DateTimeOffset now = clock.GetUtcNow();
        message.Receipt = Guid.NewGuid().ToString("N");
        message.ReceivedAt = now;
        message.VisibleAt = now + PlatformLimits.MessageVisibility;
        if (message.ReceiveCount++ == 0)
            message.FirstReceivedAt = now;
        _byReceipt[message.Receipt] = message;

        bool isDone = await TryAsync(message, work).ConfigureAwait(false);
        _byReceipt.TryRemove(message.Receipt, out _);
        if (!isDone && message.VisibleAt < message.SentAt + PlatformLimits.MessageRetention)
            clock.Schedule(message.VisibleAt - clock.GetUtcNow(), () => Deliver(message));
    }

    private async Task<bool> TryAsync(QueuedMessage message, Work work)
    {
        (ReadOnlyMemory<byte> reply, Exception? failure) = await Started
            .TryReplyAsync(settle, QueueEvent.Write(message), Guid.NewGuid().ToString(), work, clock).ConfigureAwait(false);
        if (failure is null)
            return QueueEvent.IsDone(reply, message.Id);

        log.Write(new JobLogEntry(JobLogLevel.Warning, "message.returned") { RequestId = message.Id, Exception = failure });
        return false;
    }
}
