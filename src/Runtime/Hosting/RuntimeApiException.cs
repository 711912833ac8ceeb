namespace AsyncJobs.Hosting;

/// <summary>The Lambda Runtime API did not answer as it is documented to.</summary>
/// <param name="message">What it did.</param>
public sealed class RuntimeApiException(string message) : Exception(message);
