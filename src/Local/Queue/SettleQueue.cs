using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Platform;
using AsyncJobs.Logging;

namespace AsyncJobs.Local.Queue;

/// <summary>
/// The SQS queue of messages for settle, with Lambda's polling of it: keeps a message until it is due, invokes settle with it, and delivers it again
/// when settle failed or said that it is not done.
/// </summary>
internal sealed class SettleQueue(ILocalFunction settle, FaultPlan faults, LocalJobLog log, TimeProvider time) : IDisposable
{
    private readonly object _gate = new();
    private readonly ConcurrentDictionary<QueuedMessage, bool> _open = [];
    private readonly ConcurrentDictionary<string, QueuedMessage> _byReceipt = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _slots = new(PlatformLimits.QueueConcurrency);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Takes a message.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="QueueException">The delay is longer than SQS waits, or the message is larger than it takes.</exception>
    public string Send(string body, TimeSpan delay)
    {
        if (delay < TimeSpan.Zero || delay > PlatformLimits.LongestMessageDelay)
        {
            throw QueueException.Invalid(
                $"Value {delay.TotalSeconds} for parameter DelaySeconds is invalid. "
                + $"Reason: DelaySeconds must be >= 0 and <= {PlatformLimits.LongestMessageDelay.TotalSeconds}.");
        }

        if (body.Length == 0 || body.Length > PlatformLimits.MessageBytes)
            throw QueueException.Invalid($"The message has {body.Length} characters; SQS takes from 1 to {PlatformLimits.MessageBytes} bytes.");

        string id = Guid.NewGuid().ToString();
        string task = IsOfCallback(body) ? "settle is to try a job's callback" : "settle is to see whether a job has ended,";
        Report(JobLogLevel.Information, "message.sent", id, task, delay);
        Begin(id, body, delay);
        if (faults.Duplicates())
        {
            Report(JobLogLevel.Information, "message.duplicated", id, null, null);
            Begin(id, body, delay);
        }

        return id;
    }

    /// <summary>Says when a message that settle has received comes again, if it is not done then.</summary>
    /// <param name="receipt">What it was received under.</param>
    /// <param name="visibility">How long from now on.</param>
    /// <exception cref="QueueException">There is no such delivery any more, or SQS does not wait that long after it.</exception>
    public void ChangeVisibility(string receipt, TimeSpan visibility)
    {
        if (visibility < TimeSpan.Zero || visibility > PlatformLimits.LongestMessageVisibility)
        {
            throw QueueException.Invalid(
                $"Value {visibility.TotalSeconds} for parameter VisibilityTimeout is invalid. "
                + $"Reason: Must be between 0 and {PlatformLimits.LongestMessageVisibility.TotalSeconds}.");
        }

        if (!_byReceipt.TryGetValue(receipt, out QueuedMessage? message))
            throw new QueueException("ReceiptHandleIsInvalid", "The input receipt handle is invalid.");

        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            if (message.Receipt != receipt || message.VisibleAt <= now)
                throw new QueueException("MessageNotInflight", "The message referred to is not in flight.");
            if (now + visibility > message.ReceivedAt + PlatformLimits.LongestMessageVisibility)
            {
                throw QueueException.Invalid(
                    $"Value {visibility.TotalSeconds} for parameter VisibilityTimeout is invalid. "
                    + "Reason: Total VisibilityTimeout for the message is beyond the limit "
                    + $"[{PlatformLimits.LongestMessageVisibility.TotalSeconds} seconds].");
            }

            message.VisibleAt = now + visibility;
        }

        string task = IsOfCallback(message.Body) ? "settle is to try a job's callback again" : "settle is to see again whether a job has ended,";
        Report(JobLogLevel.Information, "message.postponed", message.Id, task, visibility);
    }

    /// <summary>Delivers nothing more, and waits for what settle is at work on.</summary>
    /// <param name="patience">How long.</param>
    public async Task StopAsync(TimeSpan patience)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll(_open.Keys.Select(message => message.Completion)).WaitAsync(patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What still runs ends with the process.
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _slots.Dispose();
    }

    // A queue takes any text. Whether settle understands it is seen when it comes.
    private static bool IsOfCallback(string body)
    {
        try
        {
            using JsonDocument message = JsonDocument.Parse(body);
            return DelayedMessage.Read(message.RootElement).IsOfCallback;
        }
        catch (Exception exception) when (exception is JsonException or JobEventException)
        {
            return false;
        }
    }

    private void Begin(string id, string body, TimeSpan delay)
    {
        DateTimeOffset now = time.GetUtcNow();
        QueuedMessage message = new(id, body, now) { VisibleAt = now + delay + faults.DeliveryDelay() };
        _open[message] = true;
        message.Completion = OwnFlow.Run(() => KeepAsync(message));
    }

    private async Task KeepAsync(QueuedMessage message)
    {
        try
        {
            do
            {
                await WaitAsync(message).ConfigureAwait(false);
                await _slots.WaitAsync(_stopping.Token).ConfigureAwait(false);
            }
            while (time.GetUtcNow() < message.SentAt + PlatformLimits.MessageRetention && !await TryDeliverAsync(message).ConfigureAwait(false));

            _open.TryRemove(message, out _);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // It is lost with this process, as the jobs are that it is about; those in a table end when somebody reads them.
        }
    }

    private async Task WaitAsync(QueuedMessage message)
    {
        while (true)
        {
            TimeSpan left;
            lock (_gate)
                left = message.VisibleAt - time.GetUtcNow();
            if (left <= TimeSpan.Zero)
                return;
            await Task.Delay(left, time, _stopping.Token).ConfigureAwait(false);
        }
    }

    // With a slot, which it gives back.
    private async Task<bool> TryDeliverAsync(QueuedMessage message)
    {
        string receipt = Receive(message);
        try
        {
            ReadOnlyMemory<byte> reply = await settle
                .InvokeAsync(QueueEvent.Write(message), Guid.NewGuid().ToString(), _stopping.Token).ConfigureAwait(false);
            return QueueEvent.IsDone(reply, message.Id);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !_stopping.IsCancellationRequested)
        {
            string fault = (exception as FunctionErrorException)?.ErrorType ?? exception.GetType().Name;
            Report(
                JobLogLevel.Warning, "message.returned", message.Id, $"{fault}: {exception.Message}; again", message.VisibleAt - time.GetUtcNow());
            return false;
        }
        finally
        {
            _byReceipt.TryRemove(receipt, out _);
            _slots.Release();
        }
    }

    private string Receive(QueuedMessage message)
    {
        string receipt = Guid.NewGuid().ToString("N");
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            message.Receipt = receipt;
            message.ReceivedAt = now;
            message.VisibleAt = now + PlatformLimits.MessageVisibility;
            if (message.ReceiveCount++ == 0)
                message.FirstReceivedAt = now;
        }

        _byReceipt[receipt] = message;
        return receipt;
    }

    private void Report(JobLogLevel level, string name, string messageId, string? what, TimeSpan? delay) => log.Write(new JobLogEntry(level, name)
    {
        RequestId = messageId,
        Message = delay is null ? what : string.Create(CultureInfo.InvariantCulture, $"{what} in {delay.Value.TotalSeconds:0.###} s"),
    });
}
