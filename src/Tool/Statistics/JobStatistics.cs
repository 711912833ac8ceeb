using AsyncJobs.Local.Operations;
using AsyncJobs.Shared;

namespace AsyncJobs.Tool.Statistics;

/// <summary>What the jobs of one name have come to.</summary>
internal sealed record JobStatistics
{
    /// <summary>The name.</summary>
    public required string Job { get; init; }

    public required int Total { get; init; }

    public required int Pending { get; init; }

    public required int Running { get; init; }

    public required int Succeeded { get; init; }

    public required int Failed { get; init; }

    public required int TimedOut { get; init; }

    public required int Cancelled { get; init; }

    /// <summary>How many are lost, which are PENDING or RUNNING as well.</summary>
    public required int Lost { get; init; }

    /// <summary>How many needed more than one attempt.</summary>
    public required int Retried { get; init; }

    /// <summary>How long half of those that began waited at most, in milliseconds; null where none began.</summary>
    public double? WaitMedianMs { get; init; }

    /// <summary>The same of 95 in a hundred.</summary>
    public double? Wait95Ms { get; init; }

    /// <summary>How long half of those that succeeded ran at most, in milliseconds; null where none did.</summary>
    public double? RunMedianMs { get; init; }

    /// <summary>The same of 95 in a hundred.</summary>
    public double? Run95Ms { get; init; }

    /// <summary>The error code that most of those have that did not succeed; null where there is none.</summary>
    public int? MostErrorCode { get; init; }

    /// <summary>Counts jobs.</summary>
    /// <returns>One for each name, in the order of the names.</returns>
    public static IReadOnlyList<JobStatistics> Of(IEnumerable<JobItem> jobs) =>
    [
        .. jobs.GroupBy(static job => job.Job).OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => Of(group.Key, [.. group])),
    ];

    private static JobStatistics Of(string name, JobItem[] jobs)
    {
        double[] waits = Sorted(jobs.Where(static job => job.StartedAt is not null), static job => job.StartedAt!.Value - job.CreatedAt);
        double[] runs = Sorted(
            jobs.Where(static job => job is { Status: StatusNames.Succeeded, StartedAt: not null, FinishedAt: not null }),
            static job => job.FinishedAt!.Value - job.StartedAt!.Value);
        return new JobStatistics
        {
            Job = name,
            Total = jobs.Length,
            Pending = CountOf(StatusNames.Pending),
            Running = CountOf(StatusNames.Running),
            Succeeded = CountOf(StatusNames.Succeeded),
            Failed = CountOf(StatusNames.Failed),
            TimedOut = CountOf(StatusNames.TimedOut),
            Cancelled = CountOf(StatusNames.Cancelled),
            Lost = jobs.Count(static job => job.IsLost is true),
            Retried = jobs.Count(static job => job.Attempt > 1),
            WaitMedianMs = Percentile(waits, 0.5),
            Wait95Ms = Percentile(waits, 0.95),
            RunMedianMs = Percentile(runs, 0.5),
            Run95Ms = Percentile(runs, 0.95),
            MostErrorCode = jobs.Where(static job => job is { Status: StatusNames.Failed or StatusNames.TimedOut, Error: not null })
                .GroupBy(static job => job.Error!.ErrorCode).OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key)
                .Select(static group => (int?)group.Key).FirstOrDefault(),
        };

        int CountOf(string status) => jobs.Count(job => job.Status == status);
    }

    private static double[] Sorted(IEnumerable<JobItem> jobs, Func<JobItem, TimeSpan> length) =>
        [.. jobs.Select(job => Math.Max(0, length(job).TotalMilliseconds)).Order()];

    // The nearest rank: a figure that some job had.
    private static double? Percentile(double[] sorted, double share) =>
        sorted.Length == 0 ? null : sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
