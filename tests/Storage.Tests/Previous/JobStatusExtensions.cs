namespace AsyncJobs.Previous;

/// <summary>The names of the states in status documents, in the table and in logs.</summary>
internal static class JobStatusExtensions
{
    /// <summary>The state's name on the wire, such as <c>TIMED_OUT</c>.</summary>
    public static string ToWireName(this JobStatus status) => status switch
    {
        JobStatus.Pending => "PENDING",
        JobStatus.Running => "RUNNING",
        JobStatus.Succeeded => "SUCCEEDED",
        JobStatus.Failed => "FAILED",
        JobStatus.TimedOut => "TIMED_OUT",
        JobStatus.Cancelled => "CANCELLED",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a state of a job."),
    };
}
