namespace AsyncJobs.Binding;

/// <summary>A worker's event does not hold the arguments that its method takes.</summary>
/// <param name="message">Which one and what is wrong with it; for the log.</param>
/// <param name="innerException">The cause.</param>
internal sealed class InputUnreadableException(string message, Exception? innerException = null) : Exception(message, innerException);
