namespace AsyncJobs;

/// <summary>Where a job stands. Everything from <see cref="Succeeded"/> on is final.</summary>
public enum JobStatus
{
    /// <summary>
    /// A newer version of the library wrote a status that this one does not know. It is shown as it is stored, and otherwise left alone.
    /// </summary>
    Unknown = -1,

    /// <summary>Accepted and waiting for a worker, also between two attempts. On the wire: <c>PENDING</c>.</summary>
    Pending,

    /// <summary>A worker holds the job's lease. On the wire: <c>RUNNING</c>.</summary>
    Running,

    /// <summary>The method returned; its result is recorded. On the wire: <c>SUCCEEDED</c>.</summary>
    Succeeded,

    /// <summary>The last attempt failed, or the job was lost. On the wire: <c>FAILED</c>.</summary>
    Failed,

    /// <summary>The method did not finish within its invocation. On the wire: <c>TIMED_OUT</c>.</summary>
    TimedOut,

    /// <summary>The caller cancelled the job. On the wire: <c>CANCELLED</c>.</summary>
    Cancelled,
}
