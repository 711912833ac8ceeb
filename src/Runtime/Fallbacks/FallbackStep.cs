namespace AsyncJobs.Fallbacks;

/// <summary>One step of a chain: a call, or a stub that answers from what is at hand.</summary>
internal sealed record FallbackStep<TState, T>(string Name)
{
    public Func<TState, CancellationToken, ValueTask<T>>? Call { get; init; }

    public Func<TState, T>? Stub { get; init; }

    /// <summary>What it gets at most; null for no limit of its own.</summary>
    public TimeSpan? Most { get; init; }

    /// <summary>The part it gets of what remains when it begins; null for a fair share.</summary>
    public double? Fraction { get; init; }

    /// <summary>Its time.</summary>
    /// <param name="whole">What remains for it and the steps that follow.</param>
    /// <param name="calls">The calls among these.</param>
    public InvocationBudget Slice(InvocationBudget whole, int calls)
    {
        InvocationBudget slice = Fraction is { } fraction ? whole.Slice(fraction) : whole.Share(calls);
        return Most is { } most ? slice.Slice(most) : slice;
    }
}
