using System.Globalization;
using AsyncJobs.Local.Operations;
using AsyncJobs.Tool.Values;

namespace AsyncJobs.Tool.Output;

/// <summary>Times as the command shows them.</summary>
internal static class Times
{
    /// <summary>A time, in UTC.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time that may be absent.</summary>
    public static string? Of(DateTimeOffset? time) => time is { } there ? Of(there) : null;

    /// <summary>How long a job took, or has taken so far; null for one that never began.</summary>
    public static string? TookOf(JobItem job, DateTimeOffset now) =>
        job.StartedAt is { } started ? Durations.Write((job.FinishedAt ?? now) - started) : null;
}
