using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Client;

/// <summary>A job's status document: how the job stood when the server was asked.</summary>
public class AsyncJobSnapshot
{
    private protected AsyncJobSnapshot()
    {
    }

    /// <summary>The job's id. Whoever knows it can read a job that was started without authentication: treat it as a secret.</summary>
    public required string Id { get; init; }

    /// <summary>The job's name, such as <c>link-checks</c>.</summary>
    public required string Job { get; init; }

    /// <summary>
    /// What the request that started the job said in <c>x-correlation-id</c>, else the job's id; null from a server that does not tell.
    /// </summary>
    public string? CorrelationId { get; init; }

    /// <summary>Where the job stands.</summary>
    public required AsyncJobStatus Status { get; init; }

    /// <summary>The status as the server told it, where it is <see cref="AsyncJobStatus.Unknown"/>; else null.</summary>
    public string? UnknownStatus { get; init; }

    /// <summary>
    /// Whether the job was asked to stop and has not ended yet. It ends as <see cref="AsyncJobStatus.Cancelled"/>, unless it was as good as done.
    /// </summary>
    public bool IsCancelRequested { get; init; }

    /// <summary>
    /// Whether the job's worker has vanished, or none came for it: only a list says so, since whoever asks for the job itself ends it by that. Its
    /// <see cref="Status"/> is the one from before.
    /// </summary>
    public bool IsLost { get; init; }

    /// <summary>The id of the job that this one runs again; null for one that is no repetition.</summary>
    public string? RetryOf { get; init; }

    /// <summary>When the job was accepted, by the server's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its first attempt began; null before that.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it became final; null before that.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Attempts begun so far.</summary>
    public int Attempt { get; init; }

    /// <summary>The progress that was last reported, if there is any.</summary>
    public AsyncJobProgress? Progress { get; init; }

    /// <summary>Why the job, or the last attempt so far, failed.</summary>
    public AsyncJobError? Error { get; init; }

    /// <summary>Whether nothing will change any more.</summary>
    public bool IsFinished => Status >= AsyncJobStatus.Succeeded || (Status is AsyncJobStatus.Unknown && FinishedAt is not null);

    /// <summary>Whether the job has succeeded, and its result is not kept any more: only in a callback that comes late.</summary>
    public bool IsResultGone { get; init; }

    /// <summary>Reads the job out of the body of a callback. Verify the callback's signature first, see <see cref="WebhookVerifier"/>.</summary>
    /// <param name="utf8Json">The body as UTF-8.</param>
    /// <param name="resultType">How the result is read.</param>
    /// <exception cref="AsyncJobProtocolException">It is no callback, or the result is no <typeparamref name="TResult"/>.</exception>
    public static AsyncJobSnapshot<TResult> ParseCallback<TResult>(ReadOnlyMemory<byte> utf8Json, JsonTypeInfo<TResult> resultType)
    {
        ArgumentNullException.ThrowIfNull(resultType);
        return StatusDocument.ReadCallback(utf8Json, resultType);
    }

    /// <summary>Reads a status document.</summary>
    /// <param name="utf8Json">The document as UTF-8.</param>
    /// <param name="resultType">How the result is read.</param>
    /// <exception cref="AsyncJobProtocolException">It is no status document, or its result is no <typeparamref name="TResult"/>.</exception>
    public static AsyncJobSnapshot<TResult> Parse<TResult>(ReadOnlyMemory<byte> utf8Json, JsonTypeInfo<TResult> resultType)
    {
        ArgumentNullException.ThrowIfNull(resultType);
        return StatusDocument.Read(ByteOrderMark.Skip(utf8Json), resultType);
    }

    /// <summary>Whether a person who watches the job sees a difference.</summary>
    internal bool LooksLike(AsyncJobSnapshot? other) =>
        other is not null
        && Status == other.Status
        && UnknownStatus == other.UnknownStatus
        && IsCancelRequested == other.IsCancelRequested
        && Attempt == other.Attempt
        && Progress == other.Progress;
}
