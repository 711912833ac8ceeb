namespace AsyncJobs;

/// <summary>
/// The time an invocation has: until its deadline, when the platform kills it, less a reserve that is kept to recover.
/// Safe for concurrent use.
/// </summary>
/// <remarks>
/// The deadline is taken once and then counted on the monotonic clock, so that a step of the wall clock changes nothing.
/// No timer exists until somebody asks for <see cref="Token"/>.
/// </remarks>
public sealed class InvocationBudget : IDisposable
{
    private static readonly AsyncLocal<InvocationBudget?> s_current = new();

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _total;
    private readonly object _gate = new();
    private CancellationTokenSource? _source;
    private bool _disposed;

    private InvocationBudget(TimeSpan total, TimeSpan reserve, TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        _total = total;
        Reserve = reserve;
        Deadline = total == Timeout.InfiniteTimeSpan ? null : time.GetUtcNow() + total;
    }

    /// <summary>A budget without a deadline: nothing ever runs out.</summary>
    public static InvocationBudget None { get; } = new(Timeout.InfiniteTimeSpan, TimeSpan.Zero, TimeProvider.System);

    /// <summary>The budget of the invocation that this code runs in; <see cref="None"/> outside of one.</summary>
    public static InvocationBudget Current => s_current.Value ?? None;

    /// <summary>When the platform kills the invocation; null for never.</summary>
    public DateTimeOffset? Deadline { get; }

    /// <summary>What is kept at the end to write the status, answer and fall back.</summary>
    public TimeSpan Reserve { get; }

    /// <summary>What may still be spent: deadline - now - reserve, never negative; <see cref="Timeout.InfiniteTimeSpan"/> without a deadline.</summary>
    public TimeSpan Remaining => Deadline is null ? Timeout.InfiniteTimeSpan : Clamp(Left - Reserve);

    /// <summary>Fires when <see cref="Remaining"/> reaches zero. Without a deadline it never does.</summary>
    public CancellationToken Token
    {
        get
        {
            if (Deadline is null)
                return CancellationToken.None;

            lock (_gate)
            {
                if (_source is null)
                {
                    TimeSpan remaining = Remaining;
                    if (_disposed || remaining == TimeSpan.Zero)
                        return new CancellationToken(canceled: true);

                    _source = new CancellationTokenSource(remaining, _time);
                }

                return _source.Token;
            }
        }
    }

    /// <summary>What is left until the platform kills the invocation, the reserve included; never negative.</summary>
    internal TimeSpan UntilDeadline => Deadline is null ? Timeout.InfiniteTimeSpan : Clamp(Left);

    private TimeSpan Left => _total - _time.GetElapsedTime(_start);

    /// <summary>Makes a budget from what is left of an invocation.</summary>
    /// <param name="remaining">
    /// Time until the platform kills the invocation. Not positive means that there is no deadline, as in the contexts of tests.
    /// </param>
    /// <param name="reserve">What to keep for recovery; at most half of what is left is kept.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reserve"/> is negative.</exception>
    public static InvocationBudget FromRemaining(TimeSpan remaining, TimeSpan reserve, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reserve, TimeSpan.Zero);
        if (remaining <= TimeSpan.Zero)
            return None;

        TimeSpan half = remaining / 2;
        return new InvocationBudget(remaining, reserve < half ? reserve : half, time ?? TimeProvider.System);
    }

    /// <summary>Makes a budget from the time at which the platform kills the invocation.</summary>
    /// <param name="deadline">That time. One that is past gives a budget of which nothing remains.</param>
    /// <param name="reserve">What to keep for recovery; at most half of what is left is kept.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reserve"/> is negative.</exception>
    public static InvocationBudget FromDeadline(DateTimeOffset deadline, TimeSpan reserve, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        TimeSpan remaining = deadline - time.GetUtcNow();
        return FromRemaining(remaining > TimeSpan.Zero ? remaining : TimeSpan.FromTicks(1), reserve, time);
    }

    /// <summary>Releases the timer behind <see cref="Token"/>, if there is one. <see cref="None"/> stays as it is.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = Deadline is not null;
            _source?.Dispose();
        }
    }

    /// <summary>Makes this the <see cref="Current"/> budget of the calling asynchronous flow.</summary>
    internal void Enter() => s_current.Value = this;

    private static TimeSpan Clamp(TimeSpan value) => value > TimeSpan.Zero ? value : TimeSpan.Zero;
}
