namespace AsyncJobs.Previous;

/// <summary>What became of the callback that a job's caller asked for.</summary>
internal enum JobCallbackStatus
{
    /// <summary>It is still to come. On the wire: <c>PENDING</c>.</summary>
    Pending,

    /// <summary>The receiver took it. On the wire: <c>DELIVERED</c>.</summary>
    Delivered,

    /// <summary>It was given up. On the wire: <c>FAILED</c>.</summary>
    Failed,
}
