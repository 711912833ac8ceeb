namespace AsyncJobs.Fallbacks;

/// <summary>One run of a chain: the time it has, and the caller who may give it up.</summary>
/// <param name="Budget">What the whole chain has.</param>
/// <param name="Caller">Gives up.</param>
internal readonly record struct FallbackRun(InvocationBudget Budget, CancellationToken Caller)
{
    /// <summary>Whether the caller gave up. A token that fires with the budget is no wish of the caller's.</summary>
    public bool IsCancelled => Caller.IsCancellationRequested && !Budget.IsSpent;

    /// <summary>Whether a step ended because the caller gave up.</summary>
    public bool IsCancel(Exception exception) => exception is OperationCanceledException && IsCancelled;

    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public void ThrowIfCancelled()
    {
        if (IsCancelled)
            throw new OperationCanceledException(Caller);
    }
}
