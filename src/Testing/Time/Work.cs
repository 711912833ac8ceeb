using System.Diagnostics;

namespace AsyncJobs.Testing.Time;

/// <summary>
/// Something that the application is at work on. It knows whether any thread runs code of it, which an asynchronous flow tells of each thread that
/// takes it up or leaves it: where none does, the work waits for something.
/// </summary>
/// <param name="kind">What it is.</param>
/// <param name="name">What a person calls it.</param>
/// <param name="jobId">The job that it is about; null for none or several.</param>
internal sealed class Work(WorkKind kind, string name, string? jobId)
{
    private static readonly AsyncLocal<Work?> s_current = new(static change =>
    {
        change.PreviousValue?.Leave();
        change.CurrentValue?.Take();
    });

    private readonly TaskCompletionSource _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    // The first stands for the thread that is going to begin.
    private int _threads = 1;
    private int _waits;
    private bool _isStream;
    private long _quietSince;

    /// <summary>The work that the calling code is part of; null for none.</summary>
    public static Work? Current => s_current.Value;

    public WorkKind Kind => kind;

    public string Name => name;

    public string? JobId => jobId;

    /// <summary>For how long no thread has run code of it and no signal was given to it, in real time; zero while one does.</summary>
    public TimeSpan QuietFor => IsRunning ? TimeSpan.Zero : Stopwatch.GetElapsedTime(Volatile.Read(ref _quietSince));

    /// <summary>Whether a thread runs code of it.</summary>
    public bool IsRunning => Volatile.Read(ref _threads) > 0;

    /// <summary>Whether it awaits a moment of the clock.</summary>
    public bool AwaitsClock => Volatile.Read(ref _waits) > 0;

    /// <summary>
    /// Whether it is a request whose reply goes out part by part: its function waits for as long as somebody might listen, and not for somebody who
    /// waits for the whole.
    /// </summary>
    public bool IsStream => Volatile.Read(ref _isStream);

    /// <summary>Done once its process is killed.</summary>
    public Task Killed => _killed.Task;

    public bool IsKilled => _killed.Task.IsCompleted;

    /// <summary>Captures the flow of the calling code without its work.</summary>
    public static ExecutionContext? CaptureFlow()
    {
        Work? current = s_current.Value;
        if (current is null)
            return ExecutionContext.Capture();

        s_current.Value = null;
        try
        {
            return ExecutionContext.Capture();
        }
        finally
        {
            s_current.Value = current;
        }
    }

    /// <summary>Never returns to code of a process that was killed, as little as it would.</summary>
    public static Task DieIfKilledAsync() => s_current.Value is { IsKilled: true } ? new TaskCompletionSource().Task : Task.CompletedTask;

    /// <summary>Runs the code of the work; once.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> code)
    {
        s_current.Value = this;
        Interlocked.Decrement(ref _threads);
        return await code().ConfigureAwait(false);
    }

    /// <summary>Notes that its reply goes out part by part from now on.</summary>
    public void BecomeStream() => Volatile.Write(ref _isStream, true);

    /// <summary>Ends the process that does the work: what it does from now on has no effect.</summary>
    public void Kill() => _killed.TrySetResult();

    public void BeginWait() => Interlocked.Increment(ref _waits);

    public void EndWait() => Interlocked.Decrement(ref _waits);

    /// <summary>Notes that a signal was given that it may wait for: its code may be about to run, and the quiet before counts no more.</summary>
    public void Stir() => Volatile.Write(ref _quietSince, Stopwatch.GetTimestamp());

    private void Take() => Interlocked.Increment(ref _threads);

    private void Leave()
    {
        Stir();
        Interlocked.Decrement(ref _threads);
    }
}
