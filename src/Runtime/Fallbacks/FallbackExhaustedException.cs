namespace AsyncJobs;

/// <summary>No step of a fallback chain answered. The inner exception is the last step's.</summary>
public sealed class FallbackExhaustedException : Exception
{
    internal FallbackExhaustedException(string chain, IReadOnlyList<FallbackMiss> misses)
        : base($"No step of '{chain}' answered.", misses.Count > 0 ? misses[^1].Exception : null)
    {
        Chain = chain;
        Misses = misses;
    }

    /// <summary>The chain's name.</summary>
    public string Chain { get; }

    /// <summary>Why each step did not answer, in order.</summary>
    public IReadOnlyList<FallbackMiss> Misses { get; }
}
