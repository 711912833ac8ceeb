using System.Collections.Concurrent;
using System.Globalization;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Logging;

namespace AsyncJobs.Local;

/// <summary>
/// Lambda's asynchronous invocation in this process: takes an event at once, invokes the worker, tries again after a failure
/// and hands what never succeeds to the on-failure destination.
/// </summary>
internal sealed class LocalDispatcher(JobApp app, TimeSpan retryDelay, LocalJobLog log, TimeProvider time) : IJobDispatcher, IDisposable
{
    private static readonly TimeSpan s_settleTimeout = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, (JobDefinition Definition, LocalFunction Function)> _workers = app.Jobs.ToDictionary(
        job => job.Name,
        job => (job, new LocalFunction((payload, invocation, reply) => app.WorkAsync(job, payload, invocation, reply), TimeSpan.FromSeconds(job.TimeoutSeconds), time)),
        StringComparer.Ordinal);

    private readonly LocalFunction _settler = new(app.SettleAsync, s_settleTimeout, time);
    private readonly ConcurrentDictionary<string, LocalEvent> _open = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();

    public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (!_workers.ContainsKey(job))
            throw new JobDispatchException($"There is no job named '{job}' in this application.");
        if (payload.Length > PlatformLimits.AsynchronousPayloadBytes)
            throw new JobDispatchException($"The event has {payload.Length} bytes; Lambda takes {PlatformLimits.AsynchronousPayloadBytes} from an asynchronous call.");
        if (_stopping.IsCancellationRequested)
            throw new JobDispatchException("The local host is stopping.");

        LocalEvent taken = new(job, Guid.NewGuid().ToString(), payload.ToArray());
        _open[taken.RequestId] = taken;
        taken.Completion = Task.Run(() => DeliverAsync(taken), CancellationToken.None);
        return default;
    }

    /// <summary>Starts nothing more, waits for the workers that run, and settles what will not be done.</summary>
    /// <param name="patience">How long to wait for the workers.</param>
    /// <returns>The names of the jobs that were left unfinished, one for each.</returns>
    public async Task<IReadOnlyList<string>> StopAsync(TimeSpan patience)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll(_open.Values.Select(open => open.Completion)).WaitAsync(patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What still runs is named below and ends with the process.
        }

        LocalEvent[] left = [.. _open.Values];
        foreach (LocalEvent open in left)
            await SettleAsync(open, FailureRecord.EventAgeExceeded, null).ConfigureAwait(false);

        return Array.ConvertAll(left, open => open.Job);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task DeliverAsync(LocalEvent taken)
    {
        (JobDefinition definition, LocalFunction worker) = _workers[taken.Job];
        while (true)
        {
            taken.InvokeCount++;
            try
            {
                await worker.InvokeAsync(taken.Payload, taken.RequestId).ConfigureAwait(false);
                _open.TryRemove(taken.RequestId, out _);
                return;
            }
            catch (Exception exception)
            {
                if (taken.InvokeCount >= definition.MaxAttempts)
                {
                    Report(JobLogLevel.Error, "worker.gave-up", taken, exception, null);
                    await SettleAsync(taken, FailureRecord.RetriesExhausted, exception).ConfigureAwait(false);
                    _open.TryRemove(taken.RequestId, out _);
                    return;
                }

                TimeSpan delay = retryDelay * taken.InvokeCount;
                Report(JobLogLevel.Warning, "worker.retry", taken, exception, $"again in {delay.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s");
                if (!await TryWaitAsync(delay).ConfigureAwait(false))
                    return;
            }
        }
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

    private async Task SettleAsync(LocalEvent taken, string condition, Exception? failure)
    {
        try
        {
            ReadOnlyMemory<byte> record = FailureRecord.Write(taken.Payload, taken.RequestId, condition, taken.InvokeCount, failure, time.GetUtcNow());
            await _settler.InvokeAsync(record, Guid.NewGuid().ToString()).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Report(JobLogLevel.Error, "settle.failed", taken, exception, null);
        }
    }

    private void Report(JobLogLevel level, string name, LocalEvent taken, Exception exception, string? message) =>
        log.Write(new JobLogEntry(level, name)
        {
            Job = taken.Job,
            RequestId = taken.RequestId,
            Attempt = taken.InvokeCount,

            // The worker has logged what its method threw.
            Exception = exception is JobAttemptFailedException ? null : exception,
            Message = message,
        });
}
