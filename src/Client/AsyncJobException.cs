namespace AsyncJobs.Client;

/// <summary>What the exceptions about a job and its server have in common. Only <see cref="AsyncJobTimeoutException"/> is none of them.</summary>
public abstract class AsyncJobException : Exception
{
    private protected AsyncJobException(string message, Uri? url, Exception? inner)
        : base(message, inner) => Url = url;

    /// <summary>
    /// The job's URL, or the URL that was asked before there was a job. It is not part of the message because messages are logged, and whoever
    /// knows the URL of a job that was started without authentication can read it.
    /// </summary>
    public Uri? Url { get; }
}
