using AsyncJobs.Time;

namespace AsyncJobs;

/// <summary>
/// The time an invocation has: until its deadline, when the platform kills it, less a reserve that is kept to recover.
/// Safe for concurrent use.
/// </summary>
/// <remarks>
/// The deadline is taken once and then counted on the monotonic clock, so that a step of the wall clock changes nothing.
/// A part of a budget is a budget of the same deadline with a larger reserve. It hangs on no other object, so that it may be dropped
/// undisposed: no timer exists until somebody asks for <see cref="Token"/>, and that one ends with the time it measures.
/// </remarks>
public sealed class InvocationBudget : IDisposable
{
    // Timers of the platform take no more than 2^32 - 2 ms.
    private static readonly TimeSpan s_longestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    // A timer may fire this much earlier than the clock says, and another one of the same time with it.
    private static readonly TimeSpan s_timerSlack = TimeSpan.FromMilliseconds(16);

    private readonly long _start;
    private readonly TimeSpan _total;
    private readonly TimeSpan _recoveryReserve;
    private readonly object _gate = new();
    private CancellationTokenSource? _source;
    private bool _disposed;

    private InvocationBudget(TimeSpan total, TimeSpan reserve, TimeProvider time)
    {
        Time = time;
        _start = time.GetTimestamp();
        _total = total;
        _recoveryReserve = reserve * 3 / 5;
        Reserve = reserve;
        if (total != Timeout.InfiniteTimeSpan)
        {
            DateTimeOffset now = time.GetUtcNow();
            Deadline = total < DateTimeOffset.MaxValue - now ? now + total : DateTimeOffset.MaxValue;
        }
    }

    private InvocationBudget(InvocationBudget whole, TimeSpan reserve)
    {
        Time = whole.Time;
        _start = whole._start;
        _total = whole._total;
        _recoveryReserve = whole._recoveryReserve;
        Reserve = reserve;
        Deadline = whole.Deadline;
    }

    /// <summary>A budget without a deadline: nothing ever runs out.</summary>
    public static InvocationBudget None { get; } = new(Timeout.InfiniteTimeSpan, TimeSpan.Zero, TimeProvider.System);

    /// <summary>
    /// The budget of the invocation that this code runs in, or the part of it that was entered last; <see cref="None"/> outside of one.
    /// </summary>
    public static InvocationBudget Current => Ambient.Current.Budget;

    /// <summary>When the platform kills the invocation; null for never.</summary>
    public DateTimeOffset? Deadline { get; }

    /// <summary>What is kept at the end: to write the status, answer and fall back; in a part of a budget also for whatever follows it.</summary>
    public TimeSpan Reserve { get; }

    /// <summary>
    /// What may still be spent: deadline - now - reserve, never negative; <see cref="Timeout.InfiniteTimeSpan"/> without a deadline.
    /// </summary>
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
                if (_disposed)
                    return new CancellationToken(canceled: true);

                if (_source is null)
                {
                    TimeSpan remaining = Remaining;
                    if (remaining == TimeSpan.Zero)
                        return new CancellationToken(canceled: true);

                    _source = new CancellationTokenSource(TimerDelay(remaining), Time);
                }

                return _source.Token;
            }
        }
    }

    /// <summary>The clock it runs on.</summary>
    internal TimeProvider Time { get; }

    /// <summary>What is left until the platform kills the invocation, the reserve included; never negative.</summary>
    internal TimeSpan UntilDeadline => Deadline is null ? Timeout.InfiniteTimeSpan : Clamp(Left);

    /// <summary>What could be spent at its beginning; of a part of a budget what the invocation could have spent without what follows it.</summary>
    internal TimeSpan Whole => Deadline is null ? Timeout.InfiniteTimeSpan : Clamp(_total - Reserve);

    /// <summary>Whether it is over as far as timers can tell: a token that fires now does so for the time.</summary>
    internal bool IsSpent => Deadline is not null && Left - Reserve <= s_timerSlack;

    private TimeSpan Left => _total - Time.GetElapsedTime(_start);

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
        time ??= TimeProvider.System;
        if (remaining <= TimeSpan.Zero)
            return time == TimeProvider.System ? None : new InvocationBudget(Timeout.InfiniteTimeSpan, TimeSpan.Zero, time);

        TimeSpan half = remaining / 2;
        return new InvocationBudget(remaining, reserve < half ? reserve : half, time);
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

    /// <summary>A part of what remains, from now on; the rest is kept for what follows.</summary>
    /// <param name="most">The part's length; it gets less where less remains. Without a deadline it gets just this.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is negative.</exception>
    public InvocationBudget Slice(TimeSpan most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, TimeSpan.Zero);
        return Deadline is null ? new InvocationBudget(most, TimeSpan.Zero, Time) : Part(Left, most);
    }

    /// <summary>A part of what remains, from now on; the rest is kept for what follows. Without a deadline it has none either.</summary>
    /// <param name="fraction">The part, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is not from 0 to 1.</exception>
    public InvocationBudget Slice(double fraction)
    {
        if (fraction is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A fraction is from 0 to 1.");

        if (Deadline is null)
            return this;

        TimeSpan left = Left;
        return Part(left, TimeSpan.FromTicks((long)(Clamp(left - Reserve).Ticks * fraction)));
    }

    /// <summary>
    /// The fair share of the next of several calls that follow one another: what remains, divided by their number.
    /// Time that a call leaves over goes to the ones after it: ask for <c>Share(3)</c>, <c>Share(2)</c>, <c>Share(1)</c> before each of three.
    /// </summary>
    /// <param name="calls">How many calls are still to be made, this one included: 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="calls"/> is under 1.</exception>
    public InvocationBudget Share(int calls)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        if (Deadline is null)
            return this;

        TimeSpan left = Left;
        return Part(left, TimeSpan.FromTicks(Clamp(left - Reserve).Ticks / calls));
    }

    /// <summary>
    /// A budget for code that recovers from a timeout: it may also spend two fifths of the invocation's reserve, and of a part of a budget
    /// also what was kept for what follows. The rest of the reserve stays with the library, which writes the outcome in it.
    /// </summary>
    public InvocationBudget ForRecovery() => Deadline is null ? this : new InvocationBudget(this, _recoveryReserve);

    /// <summary>
    /// Makes this the <see cref="Current"/> budget of the calling asynchronous flow until the result is disposed of.
    /// What an asynchronous method enters ends with that method in any case.
    /// </summary>
    public EnteredScope Enter() => Ambient.Enter(new Ambient(this, Ambient.Current.Scope));

    /// <summary>Releases the timer behind <see cref="Token"/>, if there is one. A budget without a deadline stays as it is.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = Deadline is not null;
            _source?.Dispose();
        }
    }

    /// <summary>What remains, less a tenth of it and at most so much, which stays for what follows. Without a deadline it has none either.</summary>
    internal InvocationBudget LeaveTenth(TimeSpan most)
    {
        if (Deadline is null)
            return this;

        TimeSpan remaining = Remaining;
        TimeSpan tenth = remaining / 10;
        return Slice(remaining - (tenth < most ? tenth : most));
    }

    /// <summary>What may be spent from a time on that the clock's timestamp gives.</summary>
    internal TimeSpan RemainingAt(long timestamp) =>
        Deadline is null ? Timeout.InfiniteTimeSpan : Clamp(_total - Time.GetElapsedTime(_start, timestamp) - Reserve);

    /// <summary>What a timer takes: the time itself, or the longest that a timer can measure.</summary>
    internal static TimeSpan TimerDelay(TimeSpan time) => time < s_longestTimer ? time : s_longestTimer;

    private static TimeSpan Clamp(TimeSpan value) => value > TimeSpan.Zero ? value : TimeSpan.Zero;

    private InvocationBudget Part(TimeSpan left, TimeSpan most)
    {
        TimeSpan remaining = Clamp(left - Reserve);
        TimeSpan reserve = left - (most < remaining ? most : remaining);
        return new InvocationBudget(this, reserve > Reserve ? reserve : Reserve);
    }
}
