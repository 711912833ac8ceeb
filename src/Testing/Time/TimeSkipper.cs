using System.Diagnostics;

namespace AsyncJobs.Testing.Time;

/// <summary>Lets time go on where nothing is under way that could end by itself.</summary>
/// <param name="clock">The clock.</param>
/// <param name="works">What is under way.</param>
/// <param name="isTableBusy">Whether the table is being read or written.</param>
/// <param name="hangsAfter">
/// For how long, in real time, no code of a method runs before it is taken to wait for something that only its timeout ends.
/// </param>
/// <param name="givesUpAfter">How long, in real time, code of a method may run on while the test has time pass.</param>
internal sealed class TimeSkipper(VirtualClock clock, WorkList works, Func<bool> isTableBusy, TimeSpan hangsAfter, TimeSpan givesUpAfter)
    : IDisposable
{
    // Between the moment that something is done and the one at which a thread goes on with it: what waits for the clock may wait for that as well.
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(5);

    // Where the test says how much time passes, a method that waits for anything is where the test wants it.
    private static readonly TimeSpan s_graceOfTest = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private int _isFollowing;

    /// <summary>Goes on to the next moment at which something is due, or waits a little, in real time, for what is under way.</summary>
    /// <param name="seen">How much of the table's changes the caller has seen: time does not go on before they have seen all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False where nothing is under way and nothing is due.</returns>
    public async Task<bool> StepAsync(long? seen, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!await IsIdleAsync(hangsAfter).ConfigureAwait(false))
            {
                await Task.Delay(1, cancellationToken).ConfigureAwait(false);
                return true;
            }

            if (seen is { } changes && changes != clock.Changes)
                return true;
            if (clock.NextDue() is not { } next)
            {
                // What is under way waits for something real.
                if (works.Open.Count > 0)
                    await Task.Delay(1, cancellationToken).ConfigureAwait(false);
                return works.Open.Count > 0;
            }

            await clock.GoToAsync(next).ConfigureAwait(false);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Has a span of time pass, with all that happens in it.</summary>
    public async Task PassAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            DateTimeOffset end = clock.GetUtcNow() + time;
            await SettleAsync(cancellationToken).ConfigureAwait(false);
            while (clock.NextDue() is { } next && next <= end)
            {
                await clock.GoToAsync(next).ConfigureAwait(false);
                await SettleAsync(cancellationToken).ConfigureAwait(false);
            }

            await clock.GoToAsync(end).ConfigureAwait(false);
            await SettleAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Lets time go on for as long as somebody waits for it.</summary>
    public void Follow()
    {
        if (Interlocked.Exchange(ref _isFollowing, 1) == 0)
        {
            using (ExecutionContext.SuppressFlow())
                _ = Task.Run(FollowAsync);
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        clock.Clear();
    }

    private async Task FollowAsync()
    {
        do
        {
            try
            {
                while (clock.HasOutsideWaits)
                    await StepAsync(null, _stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            Volatile.Write(ref _isFollowing, 0);
        }
        while (clock.HasOutsideWaits && Interlocked.Exchange(ref _isFollowing, 1) == 0);
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        long begun = Stopwatch.GetTimestamp();
        while (!await IsIdleAsync(s_graceOfTest).ConfigureAwait(false))
        {
            if (Stopwatch.GetElapsedTime(begun) > givesUpAfter)
                throw new TimeoutException($"Time does not pass: code runs for {givesUpAfter.TotalSeconds:0} real s. {works.Describe()}");
            await Task.Delay(1, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> IsIdleAsync(TimeSpan patience)
    {
        if (!IsIdle(patience))
            return false;
        if (works.Open.Count == 0)
            return true;

        // What is ready to run may only lack a thread.
        await Task.Factory
            .StartNew(static () => { }, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default).ConfigureAwait(false);
        return IsIdle(patience);
    }

    private bool IsIdle(TimeSpan patience)
    {
        if (clock.IsFiring || isTableBusy())
            return false;

        foreach (Work work in works.Open)
        {
            if (work.QuietFor < (work.AwaitsClock && s_grace < patience ? s_grace : patience))
                return false;
        }

        return true;
    }
}
