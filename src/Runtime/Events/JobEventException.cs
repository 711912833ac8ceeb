namespace AsyncJobs.Jobs;

/// <summary>A function got an event that is not for it.</summary>
/// <param name="message">What is wrong with the event and how to mend it.</param>
/// <param name="innerException">The cause.</param>
public sealed class JobEventException(string message, Exception? innerException = null) : Exception(message, innerException);
