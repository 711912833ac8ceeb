namespace AsyncJobs.Endpoints;

internal enum HttpEndpoint
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>Starts a job.</summary>
    Accept,

    /// <summary>Tells of a job or cancels it.</summary>
    Status,

    /// <summary>Still to be told from method and path.</summary>
    Any,
}
