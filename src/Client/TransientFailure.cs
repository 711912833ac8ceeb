using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace AsyncJobs.Client;

/// <summary>Tells failures that can pass from those that repeating cannot cure.</summary>
internal static class TransientFailure
{
    /// <summary>
    /// Request Timeout, Too Early and Too Many Requests ask for a repeat, and 5xx is the server's trouble; every other refusal would come again.
    /// </summary>
    public static bool Is(HttpStatusCode statusCode) => (int)statusCode is 408 or 425 or 429 or >= 500;

    /// <summary>Whether nothing listens where the request was sent to: a wrong address, or a server that is not running.</summary>
    public static bool IsRefusedConnection(Exception exception) =>
        exception is HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } };

    public static bool Is(Exception exception) => exception switch
    {
        // A certificate that is refused stays so; a connection that breaks during the handshake does not.
        HttpRequestException { InnerException: AuthenticationException } => false,
        HttpRequestException { HttpRequestError: var error } => error is not (
            HttpRequestError.UserAuthenticationError
            or HttpRequestError.VersionNegotiationError
            or HttpRequestError.ConfigurationLimitExceeded
            or HttpRequestError.ExtendedConnectNotSupported),
        IOException => true,

        // Whoever gave the attempt up, it was not the caller: our share of the deadline, HttpClient.Timeout or a handler's own timeout.
        OperationCanceledException => true,
        _ => false,
    };
}
