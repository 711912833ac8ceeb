using AsyncJobs.Lifecycle;

namespace AsyncJobs.Model.Tests;

/// <summary>Something that may happen in a world.</summary>
/// <param name="What">What, for a trace.</param>
/// <param name="After">The world after it.</param>
internal readonly record struct Step(string What, World After)
{
    /// <summary>Whose chain it is, as an index into those before the step; -1 for nobody's.</summary>
    public int Chain { get; init; } = -1;

    /// <summary>Without another fault, the step with the lowest number comes to pass; 0 for one that may never.</summary>
    public int Due { get; init; }

    /// <summary>What was written to the record; null for nothing.</summary>
    public JobTransition? Written { get; init; }

    /// <summary>Whether the writer was told that it is written.</summary>
    public bool IsAcknowledged { get; init; }

    /// <summary>Whether somebody wrote who does not run the job: settle, a reader, a worker whose claim was refused.</summary>
    public bool IsByOutsider { get; init; }

    /// <summary>Whether a caller was answered with 202.</summary>
    public bool IsAccepted { get; init; }
}
