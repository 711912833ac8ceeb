using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Working;

/// <summary>Gives a running method its stop signal: the budget's end, the caller's cancel, or the loss of the lease.</summary>
internal sealed class CancelWatcher : IDisposable
{
    private readonly IJobStore _store;
    private readonly JobRecord _record;
    private readonly WorkLog _log;
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _token;
    private readonly ITimer? _timer;
    private int _isReading;

    public CancelWatcher(IJobStore store, JobRecord record, InvocationBudget budget, TimeSpan pollInterval, TimeProvider time, WorkLog log)
    {
        _store = store;
        _log = log;
        _record = record;
        _source = CancellationTokenSource.CreateLinkedTokenSource(budget.Token);
        _token = _source.Token;
        if (pollInterval > TimeSpan.Zero)
            _timer = time.CreateTimer(static state => _ = ((CancelWatcher)state!).PollAsync(), this, pollInterval, pollInterval);
    }

    public CancellationToken Token => _token;

    /// <summary>Whether the caller asked for the job to stop.</summary>
    public bool IsCancelRequested { get; private set; }

    /// <summary>Whether another attempt has the job now, or the job is final without us.</summary>
    public bool IsLeaseLost { get; private set; }

    /// <summary>Looks at what a read or a write showed of the job.</summary>
    public void Observe(JobRecord? current)
    {
        if (current is null || current.Lease?.Token != _record.Lease!.Token || current.Status is not JobStatus.Running)
            IsLeaseLost = true;
        else if (current.CancelRequestedAt is not null)
            IsCancelRequested = true;
        else
            return;

        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The method ended while the answer was under way.
        }
    }

    /// <summary>Looks no more by itself. The token stays usable.</summary>
    public void StopPolling() => _timer?.Dispose();

    public void Dispose()
    {
        _timer?.Dispose();
        _source.Dispose();
    }

    private async Task PollAsync()
    {
        if (Interlocked.Exchange(ref _isReading, 1) != 0)
            return;

        try
        {
            Observe(await _store.GetAsync(_record.Id, CancellationToken.None).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            _log.CancelNotRead(_record, exception);
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }
}
