namespace AsyncJobs.Jobs;

/// <summary>Thrown by a worker after an attempt that failed and is recorded: the invocation has to fail, so that the platform tries again.</summary>
/// <param name="message">Which attempt of how many.</param>
/// <param name="innerException">What the method threw.</param>
public sealed class JobAttemptFailedException(string message, Exception innerException) : Exception(message, innerException);
