namespace AsyncJobs.Jobs;

/// <summary>What became of the wish to remove a job with all that is kept of it.</summary>
public enum JobPurgeOutcome
{
    /// <summary>It is removed.</summary>
    Purged,

    /// <summary>There is no job of this id; it may have expired.</summary>
    NotFound,

    /// <summary>It has not ended, or not in a way that this version knows, and is left as it is: cancel it first.</summary>
    NotFinished,

    /// <summary>It has ended within the last 15 minutes, its callback may still be under way, and it is left as it is.</summary>
    CallbackPending,
}
