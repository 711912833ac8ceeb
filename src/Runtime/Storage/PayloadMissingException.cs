namespace AsyncJobs.Jobs;

/// <summary>The payload that a job's event or record refers to is not there, or is not what was kept.</summary>
public sealed class PayloadMissingException : Exception
{
    internal PayloadMissingException(string message)
        : base(message)
    {
    }
}
