namespace AsyncJobs;

/// <summary>What a run of a fallback chain came to.</summary>
/// <typeparam name="T">The answer.</typeparam>
public readonly struct FallbackOutcome<T>
{
    private readonly string _chain;
    private readonly T _value;
    private readonly IReadOnlyList<FallbackMiss>? _misses;

    internal FallbackOutcome(string chain, string? step, T value, IReadOnlyList<FallbackMiss>? misses)
    {
        _chain = chain;
        Step = step;
        _value = value;
        _misses = misses;
    }

    /// <summary>The name of the step that answered; null when none did.</summary>
    public string? Step { get; }

    /// <summary>Whether a step answered.</summary>
    public bool IsAnswered => Step is not null;

    /// <summary>Whether another step than the first answered.</summary>
    public bool IsFallback => IsAnswered && _misses is not null;

    /// <summary>Why the steps before the one that answered did not, in order.</summary>
    public IReadOnlyList<FallbackMiss> Misses => _misses ?? [];

    /// <summary>The answer.</summary>
    /// <exception cref="FallbackExhaustedException">No step answered.</exception>
    public T Value => IsAnswered ? _value : throw new FallbackExhaustedException(_chain, Misses);
}
