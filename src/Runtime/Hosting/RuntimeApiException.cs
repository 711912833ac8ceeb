namespace AsyncJobs.Hosting;

/// <summary>The Lambda Runtime API did not answer as it is documented to.</summary>
/// <param name="message">What it did.</param>
public sealed class RuntimeApiException(string message) : Exception(message)
{
    /// <summary>An answer that is not HTTP/1.1, or not in the part of it that is understood here.</summary>
    /// <param name="fault">What is wrong with it, to end the sentence "The answer …", without a full stop.</param>
    internal static RuntimeApiException InAnswer(string fault) => new($"The answer of the Lambda Runtime API {fault}.");
}
