using System.Net;

namespace AsyncJobs.Client;

/// <summary>
/// The server refused the request, as RFC 9457 problem details where it says more. Thrown for what repeating cannot cure; failures that can pass
/// are repeated, and the last of them is the inner exception of <see cref="AsyncJobTimeoutException"/>.
/// </summary>
public sealed class AsyncJobRequestException : AsyncJobException
{
    /// <summary>Makes one, as the client does or a test that stands in for it.</summary>
    /// <param name="statusCode">The status code of the reply.</param>
    /// <param name="errorCode">The <c>errorCode</c> of the problem details; 0 for none.</param>
    /// <param name="detail">The server's <c>message</c>.</param>
    /// <param name="requestId">What to quote to the service's support.</param>
    /// <param name="faults">On a 400 every fault of the request; null for none.</param>
    /// <param name="url">What was asked.</param>
    public AsyncJobRequestException(
        HttpStatusCode statusCode,
        int errorCode = 0,
        string? detail = null,
        string? requestId = null,
        IReadOnlyList<AsyncJobFault>? faults = null,
        Uri? url = null)
        : base(Describe(statusCode, errorCode, detail, requestId, faults ??= []), url, null)
    {
        StatusCode = statusCode;
        ErrorCode = errorCode;
        Detail = detail;
        RequestId = requestId;
        Faults = faults;
    }

    /// <summary>The status code of the reply. 404 for a job's URL is a job that is unknown, expired, or another caller's.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>
    /// The <c>errorCode</c> of the problem details, or 0 where the reply has none, as when a gateway answered instead of the service.
    /// </summary>
    public int ErrorCode { get; }

    /// <summary>The server's <c>message</c>, in one sentence for a person; null where the reply has none.</summary>
    public string? Detail { get; }

    /// <summary>What to quote to the service's support: <c>requestId</c> of the problem details, else the gateway's from the headers.</summary>
    public string? RequestId { get; }

    /// <summary>On a 400 every fault of the request; else empty.</summary>
    public IReadOnlyList<AsyncJobFault> Faults { get; }

    private static string Describe(HttpStatusCode statusCode, int errorCode, string? detail, string? requestId, IReadOnlyList<AsyncJobFault> faults)
    {
        string? why = faults.Count == 0 ? detail : string.Join("; ", faults.Select(fault => $"{fault.In} {fault.Name} {fault.Message}"));
        return SupportText.Describe($"The server answered {(int)statusCode}", why, errorCode, null, requestId);
    }
}
