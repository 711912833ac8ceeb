namespace AsyncJobs.Dispatch;

/// <summary>A job's event could not be handed to its worker.</summary>
/// <param name="message">What failed and how to mend it.</param>
/// <param name="innerException">The cause.</param>
public sealed class JobDispatchException(string message, Exception? innerException = null) : Exception(message, innerException);
