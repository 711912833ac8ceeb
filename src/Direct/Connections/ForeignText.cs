namespace AsyncJobs.Direct.Connections;

/// <summary>
/// Takes out of failures what the platform quotes in their messages: the URL of a proxy with its user and password, and lines of an answer that is
/// no HTTP, which may be the headers of the request.
/// </summary>
internal static class ForeignText
{
    private const string NoHttp = "The answer is no HTTP that can be read.";

    /// <summary>Whether a failure may quote such a text.</summary>
    public static bool IsIn(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError or HttpRequestError.InvalidResponse }
                or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same failure in other words. Its kind, its status and the failures behind it decide about repetition, and stay.</summary>
    public static Exception TakenOutOf(Exception failure)
    {
        Exception? cause = failure.InnerException is { } inner && IsIn(inner) ? TakenOutOf(inner) : failure.InnerException;
        return failure switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } refusal => new HttpRequestException(
                refusal.HttpRequestError,
                refusal.StatusCode is { } status ? $"The proxy did not connect: it answered {(int)status}." : "The proxy did not connect.",
                cause,
                refusal.StatusCode),
            HttpRequestException request => new HttpRequestException(request.HttpRequestError, NoHttp, cause, request.StatusCode),
            _ => new HttpIOException(HttpRequestError.InvalidResponse, NoHttp, cause),
        };
    }
}
