namespace AsyncJobs.Local.CommandLine;

/// <summary>The command line is not understood.</summary>
/// <param name="message">What is wrong with it, for the person who typed it.</param>
internal sealed class LocalOptionsException(string message) : Exception(message);
