using AsyncJobs.Time;

namespace AsyncJobs.Fallbacks;

/// <summary>One step of a chain: a call, or a stub that answers from what is at hand.</summary>
internal sealed record FallbackStep<TState, T>(string Name)
{
    // A step that minds its token ends at once, but needs a moment to do so.
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(50);

    public Func<TState, CancellationToken, ValueTask<T>>? Call { get; init; }

    public Func<TState, T>? Stub { get; init; }

    /// <summary>What it gets at most; null for no limit of its own.</summary>
    public TimeSpan? Most { get; init; }

    /// <summary>The part it gets of what remains when it begins; null for a fair share.</summary>
    public double? Fraction { get; init; }

    /// <summary>Answers: at once if it is a stub, otherwise within its part of the time.</summary>
    /// <param name="state">What it works on.</param>
    /// <param name="run">The run it is a step of.</param>
    /// <param name="calls">How many calls are still to come, this one included.</param>
    /// <exception cref="BudgetExceededException">Its time ran out, or there was none.</exception>
    public ValueTask<T> AnswerAsync(TState state, FallbackRun run, int calls)
    {
        if (Stub is not null)
            return new(Stub(state));

        InvocationBudget slice = Slice(run.Budget, calls);
        if (slice.Deadline is null)
            return Call!(state, run.Caller);

        TimeSpan granted = run.Budget.IsSpent ? TimeSpan.Zero : slice.Remaining;
        return granted > TimeSpan.Zero
            ? CallWithinAsync(slice, granted, state, run)
            : ValueTask.FromException<T>(new BudgetExceededException(Name, granted, TimeSpan.Zero));
    }

    private InvocationBudget Slice(InvocationBudget whole, int calls)
    {
        InvocationBudget slice = Fraction is { } fraction ? whole.Slice(fraction) : whole.Share(calls);
        return Most is { } most ? slice.Slice(most) : slice;
    }

    private async ValueTask<T> CallWithinAsync(InvocationBudget slice, TimeSpan granted, TState state, FallbackRun run)
    {
        TimeProvider time = slice.Time;
        long start = time.GetTimestamp();
        CancellationTokenSource source = TimeoutPool.Rent(granted, time);
        CancellationTokenRegistration registration = run.Caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);
        Task<T>? task = null;
        try
        {
            ValueTask<T> pending;
            using (slice.Enter())
                pending = Call!(state, source.Token);
            if (pending.IsCompleted)
                return await pending.ConfigureAwait(false);

            task = pending.AsTask();
            await WaitAsync(task, source.Token, GraceOf(slice, run.Budget), time).ConfigureAwait(false);
            if (task.IsCompleted)
                return await task.ConfigureAwait(false);

            run.ThrowIfCancelled();
            throw new BudgetExceededException(Name, granted, time.GetElapsedTime(start));
        }
        catch (OperationCanceledException exception) when (source.IsCancellationRequested && !run.IsCancelled)
        {
            throw new BudgetExceededException(Name, granted, time.GetElapsedTime(start), exception);
        }
        finally
        {
            registration.Dispose();
            if (task is { IsCompleted: false })
                LeaveAlone(task);
            else
                TimeoutPool.Return(source);
        }
    }

    // It comes out of the reserve. Where the invocation has no deadline, there is none that could be used up.
    private static TimeSpan GraceOf(InvocationBudget slice, InvocationBudget whole)
    {
        TimeSpan part = slice.Reserve / 10;
        return whole.Deadline is null || part > s_grace ? s_grace : part;
    }

    /// <summary>Waits for the end of a call, or until the grace is over that it has after its token has fired.</summary>
    private static async Task WaitAsync(Task call, CancellationToken token, TimeSpan grace, TimeProvider time)
    {
        TaskCompletionSource fired = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using (token.UnsafeRegister(static fired => ((TaskCompletionSource)fired!).TrySetResult(), fired))
            await Task.WhenAny(call, fired.Task).ConfigureAwait(false);
        if (call.IsCompleted)
            return;

        using CancellationTokenSource ended = new();
        await Task.WhenAny(call, Task.Delay(grace, time, ended.Token)).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
    }

    // Nobody waits for it any more. How it fails must not come up as an exception that nobody observed.
    private static void LeaveAlone(Task call) =>
        _ = call.ContinueWith(
            static call => _ = call.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
