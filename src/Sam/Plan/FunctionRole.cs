namespace AsyncJobs.Sam.Plan;

/// <summary>What a function of the jobs does.</summary>
internal enum FunctionRole
{
    /// <summary>Answers the request that starts a job.</summary>
    Accept,

    /// <summary>Runs the job's method.</summary>
    Work,

    /// <summary>Tells of jobs and cancels them.</summary>
    Status,

    /// <summary>Takes the events that the platform gave up on.</summary>
    Settle,
}
