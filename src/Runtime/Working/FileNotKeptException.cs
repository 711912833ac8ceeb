using AsyncJobs.Storage;

namespace AsyncJobs.Working;

/// <summary>The file that the job returns could not be kept, or could not have been.</summary>
/// <param name="cause">Why.</param>
/// <param name="isFinal">Whether no other attempt would fare better.</param>
internal sealed class FileNotKeptException(PayloadStoreException cause, bool isFinal) : Exception(cause.Message, cause)
{
    /// <summary>Whether no other attempt would fare better.</summary>
    public bool IsFinal { get; } = isFinal;
}
