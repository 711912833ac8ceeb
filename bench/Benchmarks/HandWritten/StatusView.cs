using AsyncJobs.Benchmarks.Reports;

namespace AsyncJobs.Benchmarks.HandWritten;

/// <summary>A job as its client sees it: the members of the library's status document.</summary>
internal sealed record StatusView(
    string Id,
    string Job,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    int Attempt,
    Report? Result,
    string? Error);
