using Amazon.Runtime;

namespace AsyncJobs.Aws;

/// <summary>What Lambda answers to an event: nothing but the status code.</summary>
internal sealed class LambdaInvokeResponse : AmazonWebServiceResponse;
