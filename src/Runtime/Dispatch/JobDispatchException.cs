namespace AsyncJobs.Dispatch;

/// <summary>A job's event could not be handed to its worker, or a delayed message not to settle.</summary>
/// <param name="message">What failed and how to mend it.</param>
/// <param name="innerException">The cause.</param>
public sealed class JobDispatchException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>
    /// Whether the job may have been started all the same: the platform did not answer, and the record could not be removed either. Nobody was told its id.
    /// </summary>
    public bool MayHaveStarted { get; init; }
}
