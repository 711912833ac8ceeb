using Amazon.Runtime;

namespace AsyncJobs.Dispatch;

/// <summary>What Lambda answers to an event: nothing but the status code.</summary>
internal sealed class LambdaInvokeResponse : AmazonWebServiceResponse;
