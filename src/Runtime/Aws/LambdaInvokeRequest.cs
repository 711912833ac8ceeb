using Amazon.Runtime;

namespace AsyncJobs.Aws;

/// <summary>Hands a function an event.</summary>
/// <param name="functionName">A name, a partial ARN or an ARN, each with or without a qualifier after a colon.</param>
/// <param name="payload">The event.</param>
/// <param name="waits">Whether Lambda answers with what the function returned, rather than when it has the event.</param>
internal sealed class LambdaInvokeRequest(string functionName, MemoryStream payload, bool waits) : AmazonWebServiceRequest
{
    internal string FunctionName { get; } = functionName;

    internal MemoryStream Payload { get; } = payload;

    internal bool Waits { get; } = waits;
}
