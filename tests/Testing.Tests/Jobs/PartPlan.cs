using AsyncJobs.Jobs;

namespace AsyncJobs.Testing.Tests.Jobs;

/// <summary>What a test has the parts of a whole do, and how the whole waits for them.</summary>
public sealed class PartPlan
{
    /// <summary>What a part comes to, by its number.</summary>
    public required Func<int, JobContext, TimeProvider, Task<int>> Part { get; init; }

    /// <summary>How the whole waits.</summary>
    public JobJoinOptions? Join { get; init; }

    /// <summary>What the whole does with the parts that have ended.</summary>
    public Func<JobJoin<int>, JobContext, int> Merge { get; init; } = static (joined, _) => joined.GetResults().Sum();
}
