namespace AsyncJobs.Storage;

/// <summary>What one look at a piece of the table has found.</summary>
/// <param name="Keys">The keys of the jobs, in any order.</param>
/// <param name="After">Where the next look begins; null for the end.</param>
internal readonly record struct JobScanPage(IReadOnlyList<JobListKey> Keys, string? After);
