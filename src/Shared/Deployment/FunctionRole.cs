using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>What a function of the jobs does.</summary>
[Embedded]
internal enum FunctionRole
{
    /// <summary>Answers the request that starts a job.</summary>
    Accept,

    /// <summary>Runs the job's method.</summary>
    Work,

    /// <summary>Tells of jobs and cancels them.</summary>
    Status,

    /// <summary>Tells of jobs as they go on, to those who keep listening.</summary>
    Stream,

    /// <summary>Takes the events that the platform gave up on.</summary>
    Settle,

    /// <summary>Answers requests of all kinds: those of several jobs, of function URLs, of load balancers and of the local host.</summary>
    Http,
}
