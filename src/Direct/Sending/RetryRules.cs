using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;

namespace AsyncJobs.Direct.Sending;

/// <summary>Which failures pass when a request is sent again.</summary>
/// <remarks>Source: the standard retry mode of AWSSDK.Core 4.1.0, and "Retry behavior" of the AWS SDKs and Tools reference guide.</remarks>
internal static class RetryRules
{
    /// <summary>Whether the service asks for fewer requests.</summary>
    public static bool IsThrottling(Exception failure) => failure is AmazonServiceException refusal
        && (refusal.Retryable is { } details
            ? details.Throttling || IsThrottlingCode(refusal.ErrorCode)
            : IsThrottlingCode(refusal.ErrorCode) || refusal.StatusCode is HttpStatusCode.TooManyRequests);

    /// <summary>Whether the service failed, or no answer came, or none that can be read.</summary>
    public static bool IsTransient(Exception failure) => failure switch
    {
        AmazonUnmarshallingException => true,
        AmazonServiceException refusal => refusal.Retryable is not null
            || refusal.StatusCode is HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout
            || refusal.ErrorCode is "RequestTimeout" or "RequestTimeoutException",
        TimeoutException or IOException => true,

        // A certificate that nobody trusts is none of these, and a proxy that refuses is none.
        HttpRequestException { InnerException: IOException or SocketException } => true,
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: >= HttpStatusCode.InternalServerError } => true,
        _ => false,
    };

    /// <summary>
    /// Whether the service had closed the connection before the request came: it closes those that nobody used for some time, and a process that
    /// Lambda froze has several of them. That of an endpoint for credentials, which is asked on the way, is none.
    /// </summary>
    public static bool IsOfConnection(Exception failure)
    {
        if (failure is not (HttpRequestException or IOException))
            return false;

        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: SocketError.Shutdown or SocketError.ConnectionReset or SocketError.ConnectionAborted }
                or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a wrong clock may be why the service refused.</summary>
    public static bool MayBeOfClock(Exception failure) => failure is AmazonServiceException
    {
        ErrorCode: "InvalidSignatureException" or "SignatureDoesNotMatch" or "AuthFailure" or "RequestTimeTooSkewed" or "AccessDeniedException"
            or "RequestExpired" or "RequestInTheFuture",
    };

    /// <summary>Whether the service says that the keys have expired.</summary>
    public static bool IsExpired(Exception failure) => failure is AmazonServiceException { ErrorCode: "ExpiredToken" or "ExpiredTokenException" };

    private static bool IsThrottlingCode(string? code) => code
        is "Throttling" or "ThrottlingException" or "ThrottledException" or "RequestThrottledException" or "TooManyRequestsException"
        or "ProvisionedThroughputExceededException" or "TransactionInProgressException" or "RequestLimitExceeded" or "BandwidthLimitExceeded"
        or "LimitExceededException" or "RequestThrottled" or "SlowDown" or "PriorRequestNotComplete";
}
