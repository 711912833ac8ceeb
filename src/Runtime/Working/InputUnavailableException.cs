using AsyncJobs.Jobs;

namespace AsyncJobs.Working;

/// <summary>The job's input is kept outside of its event and could not be fetched.</summary>
/// <param name="cause">Why.</param>
internal sealed class InputUnavailableException(Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>Whether it never can be.</summary>
    public bool IsMissing => InnerException is PayloadMissingException;
}
