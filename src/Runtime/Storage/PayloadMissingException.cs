namespace AsyncJobs.Jobs;

/// <summary>The payload that a job's event or record refers to is not there, or is not what was kept.</summary>
public sealed class PayloadMissingException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is missing, or is there instead; for the log.</param>
    public PayloadMissingException(string message)
        : base(message)
    {
    }
}
