using AsyncJobs.Failures;

namespace AsyncJobs.Storage;

/// <summary>A job store refused a request for a reason that has a name, such as a table that does not exist.</summary>
public sealed class JobStoreException : Exception, IFault
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What went wrong and how to mend it; for the log.</param>
    /// <param name="isTransient">Whether the same may succeed shortly.</param>
    /// <param name="innerException">The cause.</param>
    public JobStoreException(string message, bool isTransient, Exception? innerException = null)
        : base(message, innerException) => IsTransient = isTransient;

    /// <summary>
    /// Whether the same may succeed shortly. A missing table, a missing permission or an item that is too large does not mend itself, and is not
    /// tried again.
    /// </summary>
    public bool IsTransient { get; }
}
