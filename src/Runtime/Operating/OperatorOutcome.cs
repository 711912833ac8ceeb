namespace AsyncJobs.Operating;

/// <summary>What became of an operator's command.</summary>
internal enum OperatorOutcome
{
    /// <summary>The function has thrown, or gave an answer that this version does not know. Whether something was done is open.</summary>
    Failed,

    /// <summary>The job is cancelled.</summary>
    Cancelled,

    /// <summary>The worker of the job is asked to stop.</summary>
    CancelRequested,

    /// <summary>The job had ended before.</summary>
    AlreadyEnded,

    /// <summary>A job that was started now runs it again.</summary>
    Started,

    /// <summary>A job that was started before runs it again.</summary>
    AlreadyStarted,

    /// <summary>There is no job of this id; it may have expired.</summary>
    NotFound,

    /// <summary>The job has not ended.</summary>
    NotFinished,

    /// <summary>The job's input was not kept.</summary>
    InputNotKept,

    /// <summary>The job's input does not fit the job as it is now.</summary>
    InputUnreadable,

    /// <summary>The job was run again, by a job that has been removed since.</summary>
    RetryRemoved,

    /// <summary>The receiver has the job's callback now.</summary>
    Delivered,

    /// <summary>The receiver has not taken the job's callback. The reason says whether it is tried again.</summary>
    NotDelivered,

    /// <summary>The job has no callback, or the function has no configuration of callbacks.</summary>
    NoCallback,

    /// <summary>Somebody sends the job's callback at the moment, or may.</summary>
    CallbackUnderWay,

    /// <summary>A newer version has the job, and this one leaves it alone.</summary>
    LeftToNewer,
}
