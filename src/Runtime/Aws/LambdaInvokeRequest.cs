using Amazon.Runtime;

namespace AsyncJobs.Aws;

/// <summary>Hands a function an event without waiting for it to run.</summary>
internal sealed class LambdaInvokeRequest(string functionName, MemoryStream payload) : AmazonWebServiceRequest
{
    /// <summary>A name, a partial ARN or an ARN, each with or without a qualifier after a colon.</summary>
    internal string FunctionName { get; } = functionName;

    internal MemoryStream Payload { get; } = payload;
}
