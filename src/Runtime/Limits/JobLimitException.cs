namespace AsyncJobs.Jobs;

/// <summary>
/// A job was not started, since its owner has as many unfinished jobs, or has started as many in this minute, as the deployment allows:
/// <see cref="JobPlatform.MaxUnfinishedPerOwner"/> and <see cref="JobPlatform.MaxStartsPerMinutePerOwner"/>. By HTTP it is 429.
/// </summary>
public sealed class JobLimitException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which limit is reached, for whoever starts the job.</param>
    /// <param name="retryAfter">When to try again.</param>
    public JobLimitException(string message, TimeSpan retryAfter)
        : base(message) => RetryAfter = retryAfter;

    /// <summary>How long to wait before the same start may succeed: until the next minute, or for a while in which a job may end.</summary>
    public TimeSpan RetryAfter { get; }
}
