namespace AsyncJobs;

/// <summary>
/// How <see cref="JobContext.ContinueAsync"/> ends a job method: let it pass. It is an <see cref="OperationCanceledException"/>, so that
/// code which treats failures, and spares cancellation, spares it too.
/// </summary>
public sealed class JobContinuedException : OperationCanceledException
{
    internal JobContinuedException()
        : base("The job goes on in another invocation. This exception ends the method, and has to pass through it.")
    {
    }
}
