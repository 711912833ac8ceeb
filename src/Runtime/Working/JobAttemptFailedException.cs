namespace AsyncJobs.Jobs;

/// <summary>Thrown by a worker after an attempt that failed and is recorded: the invocation has to fail, so that the platform tries again.</summary>
/// <remarks>
/// It does not hold what the method threw, which is in the log: the platform puts this error into the record of an event that it gave up on, and that
/// record has to fit into an event itself.
/// </remarks>
/// <param name="message">Which attempt of how many.</param>
public sealed class JobAttemptFailedException(string message) : Exception(message);
