namespace AsyncJobs.Lifecycle;

/// <summary>Where an attempt of a job stands, or how it ended. An attempt that goes on in another invocation counts once for each of them.</summary>
public enum JobAttemptStatus
{
    /// <summary>A newer version wrote what this one does not know.</summary>
    Unknown,

    /// <summary>A worker has the job, or had it and vanished without anybody knowing yet.</summary>
    Running,

    /// <summary>It went on in another invocation.</summary>
    Continued,

    /// <summary>It succeeded, and so did the job.</summary>
    Succeeded,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It did not finish in time.</summary>
    TimedOut,

    /// <summary>It stopped because the caller wanted the job to.</summary>
    Cancelled,

    /// <summary>Its worker vanished without a word.</summary>
    Lost,
}
