namespace AsyncJobs.Direct.Tests;

/// <summary>
/// Time that a pause passes at once, and is noted. The limit of an attempt passes only when a test says so: no test depends on how quick the machine is.
/// </summary>
internal sealed class QuickTime : TimeProvider
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly List<TimeSpan> _pauses = [];
    private Action _passLimit = static () => { };
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The pauses so far.</summary>
    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (_gate)
                return [.. _pauses];
        }
    }

    /// <summary>The same in milliseconds.</summary>
    public IEnumerable<double> Milliseconds => Pauses.Select(static pause => pause.TotalMilliseconds);

    /// <summary>Whether pauses pass.</summary>
    public bool PausesPass { get; set; } = true;

    /// <summary>Done when a pause begins.</summary>
    public TaskCompletionSource Paused { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public void Advance(TimeSpan by)
    {
        lock (_gate)
            _now += by;
    }

    /// <summary>Lets the limit pass of the attempt that is under way.</summary>
    public void PassLimit()
    {
        lock (_gate)
            ThreadPool.UnsafeQueueUserWorkItem(static pass => ((Action)pass!)(), _passLimit);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        bool isLimit = dueTime == s_limit;
        lock (_gate)
        {
            if (isLimit)
            {
                _passLimit = () => callback(state);
                return new Silent();
            }

            _pauses.Add(dueTime);
            _now += dueTime;
        }

        Paused.TrySetResult();
        if (PausesPass)
            ThreadPool.UnsafeQueueUserWorkItem(_ => callback(state), null);
        return new Silent();
    }

    private sealed class Silent : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
