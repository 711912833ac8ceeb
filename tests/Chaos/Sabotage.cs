namespace AsyncJobs.Chaos;

/// <summary>Which condition is taken from the writes to the table, as if the code had forgotten it.</summary>
internal enum Sabotage
{
    None,

    /// <summary>A worker claims whatever job its event names.</summary>
    Claim,

    /// <summary>A worker sends its job into the next invocation whether or not it has the lease.</summary>
    Continue,

    /// <summary>A worker writes whether or not it has the lease.</summary>
    Lease,
}
