using AsyncJobs.Benchmarks.Reports;

namespace AsyncJobs.Benchmarks.HandWritten;

/// <summary>What is stored of a job.</summary>
internal sealed record StoredJob(string Id, string Status, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string? Owner)
{
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public int Attempt { get; init; }

    public Report? Result { get; init; }

    public string? Error { get; init; }
}
