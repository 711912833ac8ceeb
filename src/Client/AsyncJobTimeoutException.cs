namespace AsyncJobs.Client;

/// <summary>The caller's deadline passed first. The job itself goes on. The last failure, if there was one, is the inner exception.</summary>
public sealed class AsyncJobTimeoutException : TimeoutException
{
    /// <summary>Makes one, as the client does or a test that stands in for it.</summary>
    /// <param name="message">What was not done in time.</param>
    /// <param name="url">The job's URL; null if it is not known whether the job was started.</param>
    /// <param name="idempotencyKey">The key under which to start the job again, where there is no URL.</param>
    /// <param name="inner">The last failure, if there was one.</param>
    public AsyncJobTimeoutException(string message, Uri? url = null, string? idempotencyKey = null, Exception? inner = null)
        : base(message, inner)
    {
        Url = url;
        IdempotencyKey = idempotencyKey;
    }

    /// <summary>The job's URL, to go on with <c>AsyncJobClient.Resume</c>; null if it is not known yet whether the job was started.</summary>
    public Uri? Url { get; }

    /// <summary>
    /// While <see cref="Url"/> is null: the key under which to start the job again. If it had been started after all, the same job is returned.
    /// </summary>
    public string? IdempotencyKey { get; }

    internal static AsyncJobTimeoutException Starting(string idempotencyKey, Exception? last) =>
        new(
            "It is not known in time whether the job was started. Start it again with the same idempotency key." + Tell(last),
            null,
            idempotencyKey,
            last);

    internal static AsyncJobTimeoutException Asking(Uri url, Exception? last) =>
        new("The job did not answer in time. It may go on; it can be resumed from its URL." + Tell(last), url, null, last);

    internal static AsyncJobTimeoutException Downloading(Uri url, Exception? last) =>
        new("The file did not come in time. It can be downloaded again from the job." + Tell(last), url, null, last);

    internal static AsyncJobTimeoutException Waiting(Uri url) =>
        new("The job did not finish in time. It goes on and can be resumed from its URL.", url, null, null);

    private static string Tell(Exception? last) => last is null ? "" : $" The last attempt failed: {last.Message}";
}
