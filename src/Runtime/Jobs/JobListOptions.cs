namespace AsyncJobs.Jobs;

/// <summary>Which jobs are listed.</summary>
public sealed record JobListOptions
{
    /// <summary>Those of this definition, by its name, such as <c>link-checks</c>; null for all.</summary>
    public string? Job { get; init; }

    /// <summary>Those of this status; null for all. There is no index of statuses: jobs of others are read, and left out.</summary>
    public JobStatus? Status { get; init; }

    /// <summary>Those that were accepted at this time or later; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Those of this owner, as the table has it; null for all.</summary>
    public string? Owner { get; init; }
}
