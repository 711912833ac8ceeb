namespace AsyncJobs.Client;

/// <summary>Where a started job can be asked for.</summary>
internal static class JobLocation
{
    /// <summary>Resolves <c>Location</c> against what answered (RFC 9110, section 10.2.2).</summary>
    /// <param name="reply">The reply to the request that started the job.</param>
    /// <param name="called">What the caller called: its origin is trusted with the caller's credentials.</param>
    /// <param name="trusted">Origins that are trusted as well.</param>
    /// <exception cref="AsyncJobProtocolException">
    /// There is none, or it is at another origin. HttpClient sends its default headers and what its handlers add wherever it is told to, so a
    /// server could have credentials sent to a host of its choice.
    /// </exception>
    public static Uri Resolve(JobReply reply, Uri called, IReadOnlyList<Uri> trusted)
    {
        if (reply.Location is null)
            throw new AsyncJobProtocolException("The server accepted the job but its reply has no Location.", reply.RequestUrl);
        if (!Uri.TryCreate(reply.RequestUrl, reply.Location, out Uri? url))
            throw new AsyncJobProtocolException("The job's Location is no URL.", reply.RequestUrl);
        if (IsSameOrigin(url, called) || trusted.Any(origin => IsSameOrigin(url, origin)))
            return url;

        throw new AsyncJobProtocolException(
            $"The job was started, but its URL is at {Origin(url)} and not at {Origin(called)}, where it was started. "
            + $"Add {Origin(url)} to {nameof(AsyncJobClientOptions)}.{nameof(AsyncJobClientOptions.TrustedOrigins)} "
            + "if credentials may be sent there.",
            url);
    }

    private static bool IsSameOrigin(Uri a, Uri b) =>
        Uri.Compare(a, b, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
