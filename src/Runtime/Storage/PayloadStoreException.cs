using AsyncJobs.Failures;

namespace AsyncJobs.Storage;

/// <summary>A payload could not be kept or read.</summary>
public sealed class PayloadStoreException : Exception, IFault
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What went wrong and how to mend it; for the log.</param>
    /// <param name="isTransient">Whether the same may succeed shortly.</param>
    /// <param name="innerException">The cause.</param>
    public PayloadStoreException(string message, bool isTransient, Exception? innerException = null)
        : base(message, innerException) => IsTransient = isTransient;

    /// <summary>Whether the same may succeed shortly. A missing permission or bucket does not mend itself, and is not tried again at once.</summary>
    public bool IsTransient { get; }
}
