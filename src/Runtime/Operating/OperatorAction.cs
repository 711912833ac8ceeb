namespace AsyncJobs.Operating;

/// <summary>What an operator can have a function do.</summary>
internal enum OperatorAction
{
    /// <summary>Cancels a job, whoever owns it.</summary>
    Cancel,

    /// <summary>Runs a job again, for the owner that it has.</summary>
    Retry,

    /// <summary>Has a job's callback delivered anew.</summary>
    Redeliver,
}
