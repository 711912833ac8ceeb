using System.Collections.Concurrent;
using System.Globalization;
using AsyncJobs.Jobs;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Platform;
using AsyncJobs.Logging;

namespace AsyncJobs.Local.Queue;

/// <summary>
/// Lambda's asynchronous invocation: takes an event at once, invokes the worker, tries again after a failure and hands what never
/// succeeds to the on-failure destination.
/// </summary>
internal sealed class EventQueue(
    JobApp app, ILocalFunctions functions, TimeSpan retryDelay, FaultPlan faults, LocalJobLog log, TimeProvider time)
    : IDisposable
{
    private readonly Dictionary<string, JobDefinition> _jobs = app.Jobs.ToDictionary(job => job.Name, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<LocalEvent, bool> _open = [];
    private readonly CancellationTokenSource _stopping = new();

    public bool IsStopping => _stopping.IsCancellationRequested;

    public bool Knows(string job) => _jobs.ContainsKey(job);

    /// <summary>Takes an event.</summary>
    /// <returns>The id of the invocations with it.</returns>
    public string Enqueue(string job, ReadOnlyMemory<byte> payload)
    {
        string requestId = Guid.NewGuid().ToString();
        LocalEvent taken = new(job, requestId, payload);
        Begin(taken);
        if (faults.Duplicates())
        {
            Report(JobLogLevel.Information, "event.duplicated", taken, null, null);
            Begin(new LocalEvent(job, requestId, payload));
        }

        return requestId;
    }

    /// <summary>Starts nothing more, waits for the workers that run, and settles what will not be done.</summary>
    /// <param name="patience">How long to wait for the workers.</param>
    /// <returns>The names of the jobs that were left unfinished, one for each.</returns>
    public async Task<IReadOnlyList<string>> StopAsync(TimeSpan patience)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll(_open.Keys.Select(open => open.Completion)).WaitAsync(patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What still runs is named below and ends with the process.
        }

        LocalEvent[] left = [.. _open.Keys.DistinctBy(open => open.RequestId)];
        foreach (LocalEvent open in left)
            await SettleAsync(open, FailureRecord.EventAgeExceeded, null).ConfigureAwait(false);

        return Array.ConvertAll(left, open => open.Job);
    }

    public void Dispose() => _stopping.Dispose();

    private void Begin(LocalEvent taken)
    {
        TimeSpan delay = faults.DeliveryDelay();
        _open[taken] = true;
        taken.Completion = OwnFlow.Run(() => DeliverAsync(taken, delay));
    }

    private async Task DeliverAsync(LocalEvent taken, TimeSpan delay)
    {
        JobDefinition job = _jobs[taken.Job];
        ILocalFunction worker = functions.Work(job);
        if (delay > TimeSpan.Zero && !await TryWaitAsync(delay).ConfigureAwait(false))
            return;

        using CancellationTokenSource age = new(PlatformLimits.EventAge, time);
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(age.Token, _stopping.Token);
        while (true)
        {
            try
            {
                taken.InvokeCount++;
                await worker.InvokeAsync(taken.Payload, taken.RequestId, waiting.Token).ConfigureAwait(false);
                _open.TryRemove(taken, out _);
                return;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                bool isTooOld = exception is OperationCanceledException && age.IsCancellationRequested;
                if (isTooOld || taken.InvokeCount >= job.MaxAttempts)
                {
                    Report(JobLogLevel.Error, "worker.gave-up", taken, exception, null);
                    string condition = isTooOld ? FailureRecord.EventAgeExceeded : FailureRecord.RetriesExhausted;
                    await SettleAsync(taken, condition, isTooOld ? null : exception).ConfigureAwait(false);
                    _open.TryRemove(taken, out _);
                    return;
                }

                if (!await TryWaitForRetryAsync("worker.retry", taken, exception, retryDelay * taken.InvokeCount).ConfigureAwait(false))
                    return;
            }
        }
    }

    private async Task<bool> TryWaitForRetryAsync(string name, LocalEvent taken, Exception exception, TimeSpan delay)
    {
        string seconds = delay.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        Report(JobLogLevel.Warning, name, taken, exception, $"again in {seconds} s, which --retry-delay changes");
        return await TryWaitAsync(delay).ConfigureAwait(false);
    }

    private async Task<bool> TryWaitAsync(TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, time, _stopping.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // The destination is a function that is invoked asynchronously too, and so has retries of its own.
    private async Task SettleAsync(LocalEvent taken, string condition, Exception? failure)
    {
        ReadOnlyMemory<byte> record = FailureRecord.Write(taken.Payload, taken.RequestId, condition, taken.InvokeCount, failure, time.GetUtcNow());
        if (record.Length > PlatformLimits.AsynchronousPayloadBytes)
        {
            string size = $"{record.Length} bytes, more than the {PlatformLimits.AsynchronousPayloadBytes} that it takes";
            Report(JobLogLevel.Error, "settle.undelivered", taken, null, $"Lambda drops its record of the event: {size}.");
            return;
        }

        string requestId = Guid.NewGuid().ToString();
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await functions.Settle.InvokeAsync(record, requestId, CancellationToken.None).ConfigureAwait(false);
                return;
            }
            catch (Exception exception)
            {
                if (attempt == PlatformLimits.DestinationAttempts
                    || !await TryWaitForRetryAsync("settle.retry", taken, exception, retryDelay * attempt).ConfigureAwait(false))
                {
                    Report(JobLogLevel.Error, "settle.failed", taken, exception, null);
                    return;
                }
            }
        }
    }

    private void Report(JobLogLevel level, string name, LocalEvent taken, Exception? exception, string? next)
    {
        string? cause = exception switch
        {
            FunctionErrorException error => $"{error.ErrorType}: {error.Message}",
            TimeoutException or OperationCanceledException => exception.Message,
            _ => null,
        };
        log.Write(new JobLogEntry(level, name)
        {
            Job = taken.Job,
            RequestId = taken.RequestId,
            Attempt = taken.InvokeCount,

            // The worker has logged what its method threw.
            Exception = cause is not null || exception is JobAttemptFailedException ? null : exception,
            Message = cause is not null && next is not null ? $"{cause}; {next}" : cause ?? next,
        });
    }
}
