using System.Net;
using Amazon.Runtime;
using AsyncJobs.Direct.Sending;

namespace AsyncJobs.Direct.Lambda;

/// <summary>Lambda's asynchronous Invoke.</summary>
/// <param name="client">Sends requests to Lambda.</param>
internal sealed class DirectInvoke(ServiceClient client)
{
    /// <summary>The exception of an error of Lambda.</summary>
    public static AmazonServiceException RefusalOf(ServiceError error) =>
        new(error.Message, null, ErrorType.Unknown, error.Code, error.RequestId, error.Status);

    /// <inheritdoc cref="Dispatch.LambdaInvoke"/>
    public async Task<HttpStatusCode> InvokeAsync(string function, MemoryStream payload, CancellationToken cancellationToken)
    {
        string path = $"/2015-03-31/functions/{Uri.EscapeDataString(function)}/invocations";
        ServiceRequest request = new(path, "application/json", "x-amz-invocation-type", "Event", payload.ToArray());
        ServiceAnswer answer = await client.SendAsync(request, static answer => answer, cancellationToken).ConfigureAwait(false);
        return answer.Status;
    }
}
