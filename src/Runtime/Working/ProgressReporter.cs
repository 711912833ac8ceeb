using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Working;

/// <summary>
/// Writes a job's progress at most once a second. A value that comes sooner waits for the timer, or for the write that ends the attempt.
/// </summary>
internal sealed class ProgressReporter(
    IJobStore store, JobRecord record, Action<JobTransitionResult> onWritten, TimeProvider time, WorkLog log) : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private JobProgress? _pending;
    private ITimer? _timer;
    private long? _lastWrite;
    private long _sequence = record.ProgressSequence;
    private bool _isWriting;
    private bool _isDone;

    public ValueTask ReportAsync(double fraction, string? message)
    {
        JobProgress progress = JobProgress.Of(fraction, message);

        lock (_gate)
        {
            if (_isDone)
                return default;

            _pending = progress;
            if (_isWriting)
                return default;

            TimeSpan wait = _lastWrite is { } last ? s_interval - time.GetElapsedTime(last) : TimeSpan.Zero;
            if (wait > TimeSpan.Zero)
            {
                Schedule(wait);
                return default;
            }

            BeginWrite();
        }

        return WriteAsync(progress);
    }

    /// <summary>Ends reporting and hands over the value that is not written yet.</summary>
    public JobProgress? TakePending()
    {
        lock (_gate)
        {
            _isDone = true;
            return _pending;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDone = true;
            _timer?.Dispose();
        }
    }

    private ValueTask WritePendingAsync()
    {
        JobProgress? progress;
        lock (_gate)
        {
            progress = _pending;
            if (progress is null || _isWriting || _isDone)
                return default;

            BeginWrite();
        }

        return WriteAsync(progress);
    }

    // Under the same lock as the decision to write: between the two, another report could decide the same.
    private void BeginWrite()
    {
        _isWriting = true;
        _lastWrite = time.GetTimestamp();
    }

    private async ValueTask WriteAsync(JobProgress progress)
    {
        bool written = false;
        try
        {
            JobTransition.ReportProgress transition = new(record.Lease!.Token, progress, Interlocked.Increment(ref _sequence));
            onWritten(await store.ApplyAsync(record.Id, transition, time.RecordNow(), CancellationToken.None).ConfigureAwait(false));
            written = true;
        }
        catch (Exception exception)
        {
            log.ProgressNotWritten(record, exception);
        }

        lock (_gate)
        {
            _isWriting = false;
            if (written && ReferenceEquals(_pending, progress))
                _pending = null;
            if (_pending is not null && !_isDone)
                Schedule(s_interval);
        }
    }

    private void Schedule(TimeSpan wait)
    {
        _timer ??= time.CreateTimer(
            static state => _ = ((ProgressReporter)state!).WritePendingAsync().AsTask(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
