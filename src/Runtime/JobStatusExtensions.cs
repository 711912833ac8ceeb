using AsyncJobs.Shared;

namespace AsyncJobs;

/// <summary>The names of the states in status documents, in the table and in logs.</summary>
public static class JobStatusExtensions
{
    /// <summary>The state's name on the wire, such as <c>TIMED_OUT</c>.</summary>
    public static string ToWireName(this JobStatus status) => status switch
    {
        JobStatus.Pending => StatusNames.Pending,
        JobStatus.Running => StatusNames.Running,
        JobStatus.Succeeded => StatusNames.Succeeded,
        JobStatus.Failed => StatusNames.Failed,
        JobStatus.TimedOut => StatusNames.TimedOut,
        JobStatus.Cancelled => StatusNames.Cancelled,
        JobStatus.Unknown => StatusNames.Unknown,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a state of a job."),
    };
}
