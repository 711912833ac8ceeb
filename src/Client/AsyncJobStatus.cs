namespace AsyncJobs.Client;

/// <summary>Where a job stands. Everything from <see cref="Succeeded"/> on is final.</summary>
public enum AsyncJobStatus
{
    /// <summary>
    /// A newer server told a status that this version of the client does not know; <see cref="AsyncJobSnapshot.UnknownStatus"/> has it. Such a job
    /// counts as finished only if the server says when it finished.
    /// </summary>
    Unknown = -1,

    /// <summary>Accepted and waiting for a worker, also between two attempts. On the wire: <c>PENDING</c>.</summary>
    Pending,

    /// <summary>A worker is at it. On the wire: <c>RUNNING</c>.</summary>
    Running,

    /// <summary>It is done and its result can be read. On the wire: <c>SUCCEEDED</c>.</summary>
    Succeeded,

    /// <summary>The last attempt failed, or the job was lost. On the wire: <c>FAILED</c>.</summary>
    Failed,

    /// <summary>It did not finish within the time of its worker. On the wire: <c>TIMED_OUT</c>.</summary>
    TimedOut,

    /// <summary>It was cancelled. On the wire: <c>CANCELLED</c>.</summary>
    Cancelled,
}
