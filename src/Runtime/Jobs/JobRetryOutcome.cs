namespace AsyncJobs.Jobs;

/// <summary>What became of the wish to run a job again.</summary>
public enum JobRetryOutcome
{
    /// <summary>A job runs it again: one that was started now, or by an earlier wish.</summary>
    Started,

    /// <summary>There is no job of this id; it may have expired.</summary>
    NotFound,

    /// <summary>It has not ended, or not in a way that this version knows: wait for its end, or cancel it first.</summary>
    NotFinished,

    /// <summary>Its input was not kept, or is not there any more. <see cref="AsyncJobAttribute.KeepInput"/> has later jobs keep theirs.</summary>
    InputNotKept,

    /// <summary>Its input does not fit the job as it is now, or the application has no such job any more.</summary>
    InputUnreadable,

    /// <summary>It was run again, by a job that has been removed since.</summary>
    RetryRemoved,
}
