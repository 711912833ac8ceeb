namespace AsyncJobs.Lifecycle;

/// <summary>What became of the callback that a job's caller asked for.</summary>
public enum JobCallbackStatus
{
    /// <summary>A newer version of the library wrote a status that this one does not know, and sends nothing. On the wire: <c>UNKNOWN</c>.</summary>
    Unknown = -1,

    /// <summary>It is still to come. On the wire: <c>PENDING</c>.</summary>
    Pending,

    /// <summary>The receiver took it. On the wire: <c>DELIVERED</c>.</summary>
    Delivered,

    /// <summary>It was given up. On the wire: <c>FAILED</c>.</summary>
    Failed,
}
