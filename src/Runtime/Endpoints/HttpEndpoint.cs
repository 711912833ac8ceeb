namespace AsyncJobs.Endpoints;

internal enum HttpEndpoint
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>Starts a job.</summary>
    Accept,

    /// <summary>Tells of a job or cancels it.</summary>
    Status,

    /// <summary>Lists the caller's jobs.</summary>
    List,

    /// <summary>Runs a job again.</summary>
    Retry,

    /// <summary>Has a job's callback delivered anew.</summary>
    Redeliver,

    /// <summary>Still to be told from method and path.</summary>
    Any,
}
