namespace AsyncJobs;

/// <summary>
/// Thrown by a job method to fail with a code and a message that the caller sees. The text of any other exception goes to the log only.
/// </summary>
public class JobException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="errorCode">The application's code, 10000 or more.</param>
    /// <param name="message">One sentence for the caller.</param>
    /// <param name="innerException">What caused it; for the log only.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="errorCode"/> is under 10000: those are AsyncJobs' own.</exception>
    public JobException(int errorCode, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(errorCode, 10_000);
        ErrorCode = errorCode;
    }

    /// <summary>The application's code.</summary>
    public int ErrorCode { get; }

    /// <summary>Whether another attempt may help. Default: true; set it to false to make the job FAILED at once.</summary>
    public bool Retry { get; init; } = true;
}
