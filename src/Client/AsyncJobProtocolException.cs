namespace AsyncJobs.Client;

/// <summary>
/// The server's reply is not what the wire contract says: not JSON, no status document, a result of another type (the inner exception tells),
/// a job that ended with a status of a newer version, a missing <c>Location</c>, or one at an origin that is not trusted.
/// </summary>
public sealed class AsyncJobProtocolException : AsyncJobException
{
    internal AsyncJobProtocolException(string message, Uri? url, Exception? inner = null)
        : base(message, url, inner)
    {
    }
}
