using System.Diagnostics.CodeAnalysis;

namespace AsyncJobs.Tool.Values;

/// <summary>A job's status as people write it: <c>FAILED</c>, <c>timed_out</c>, <c>timed-out</c>.</summary>
internal static class StatusText
{
    private static readonly JobStatus[] s_known =
        [JobStatus.Pending, JobStatus.Running, JobStatus.Succeeded, JobStatus.Failed, JobStatus.TimedOut, JobStatus.Cancelled];

    /// <summary>What <see cref="TryParse"/> takes, for messages.</summary>
    public static string Form { get; } = string.Join(", ", s_known.Select(static status => status.ToWireName()));

    /// <summary>Reads one.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JobStatus? status)
    {
        string name = text.Trim().Replace('-', '_');
        foreach (JobStatus known in s_known)
        {
            if (known.ToWireName().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                status = known;
                return true;
            }
        }

        status = null;
        return false;
    }

    /// <summary>Whether a job of this status has ended, in a way that this version knows.</summary>
    public static bool IsFinished(string status) => TryParse(status, out JobStatus? known) && known >= JobStatus.Succeeded;
}
