using AsyncJobs.Local.Operations;

namespace AsyncJobs.Local.Page;

/// <summary>The jobs of the list, or what has changed since an earlier answer.</summary>
internal sealed record PageJobs
{
    public required string Revision { get; init; }

    /// <summary>Whether these are all jobs.</summary>
    public required bool IsReset { get; init; }

    public required IReadOnlyList<JobItem> Jobs { get; init; }

    /// <summary>The ids of jobs that are gone.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>Whether there are older jobs.</summary>
    public required bool HasMore { get; init; }

    /// <summary>When the store was looked at.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public static PageJobs Of(WindowChanges changes) => new()
    {
        Revision = changes.Revision.ToString(),
        IsReset = changes.IsReset,
        Jobs = changes.Jobs,
        Removed = changes.Removed,
        HasMore = changes.HasMore,
        AsOf = changes.AsOf,
    };
}
