using System.Net;

namespace AsyncJobs.Testing;

/// <summary>A callback that a <see cref="JobTestHost"/> has sent once: each attempt is one of its own.</summary>
public sealed class SentCallback
{
    internal SentCallback(Uri url, DateTimeOffset sentAt, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        Url = url;
        SentAt = sentAt;
        Headers = headers;
        Body = body;
    }

    /// <summary>Where it went.</summary>
    public Uri Url { get; }

    /// <summary>When, by the host's clock.</summary>
    public DateTimeOffset SentAt { get; }

    /// <summary>Its headers, by their names in any case: <c>webhook-id</c>, which is the job's id, <c>webhook-timestamp</c> and others.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Its body: the job's status document, as JSON.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>What the receiver answered; null for nothing so far.</summary>
    public HttpStatusCode? StatusCode { get; internal set; }
}
