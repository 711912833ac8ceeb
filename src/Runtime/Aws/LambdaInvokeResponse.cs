using Amazon.Runtime;

namespace AsyncJobs.Aws;

/// <summary>What Lambda answers to an event: nothing but the status code, unless it waited for the function.</summary>
internal sealed class LambdaInvokeResponse : AmazonWebServiceResponse
{
    /// <summary>What the function returned; what went wrong in it, where <see cref="FunctionError"/> says so.</summary>
    internal ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary><c>Handled</c> or <c>Unhandled</c> where the function failed; null where it did not.</summary>
    internal string? FunctionError { get; init; }
}
