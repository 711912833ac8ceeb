using AsyncJobs.Failures;

namespace AsyncJobs.Dispatch;

/// <summary>A job's event could not be handed to its worker, or a delayed message not to settle.</summary>
/// <param name="message">What failed and how to mend it.</param>
/// <param name="innerException">The cause.</param>
public sealed class JobDispatchException(string message, Exception? innerException = null) : Exception(message, innerException), IFault
{
    /// <summary>
    /// Whether the same may succeed shortly. Default: true. A missing permission, a function that does not exist or an event that is too large does
    /// not mend itself, and is not tried again.
    /// </summary>
    public bool IsTransient { get; init; } = true;

    /// <summary>
    /// Whether the job may have been started all the same. Without an idempotency key: the platform did not answer, and the record could not be
    /// removed either; nobody was told its id. With one, the record stays, and the same start finds the job or starts it.
    /// </summary>
    public bool MayHaveStarted { get; init; }

    /// <inheritdoc cref="IFault.IsMisuse"/>
    internal bool IsMisuse { get; init; }

    bool IFault.IsMisuse => IsMisuse;
}
