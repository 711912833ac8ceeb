namespace AsyncJobs.Client;

/// <summary>How one job is started.</summary>
public sealed class AsyncJobStartOptions
{
    private readonly TimeSpan? _timeout;
    private readonly string? _idempotencyKey;

    /// <summary>The HTTP method of the job's route; POST unless set.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>
    /// The <c>Idempotency-Key</c> under which repeating the request gives the same job: 1 to 255 printable ASCII characters without spaces. Use what
    /// cannot be guessed. Null makes a new one; set it to be able to repeat a start after this process ended.
    /// </summary>
    /// <exception cref="ArgumentException">It is not of that form.</exception>
    public string? IdempotencyKey
    {
        get => _idempotencyKey;
        init
        {
            if (value is not null && (value.Length is < 1 or > 255 || value.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0))
                throw new ArgumentException("An idempotency key is 1 to 255 printable ASCII characters without spaces.", nameof(value));
            _idempotencyKey = value;
        }
    }

    /// <summary>Time for starting the job, all attempts together; null for <see cref="AsyncJobClientOptions.CallTimeout"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public TimeSpan? Timeout
    {
        get => _timeout;
        init => _timeout = value is { } timeout ? Client.Deadline.Validate(timeout, nameof(value)) : null;
    }

    /// <summary>When starting the job has to be over; of this and the timeout the earlier counts.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>
    /// Called for every attempt to start the job, after <see cref="AsyncJobClientOptions.ConfigureRequest"/>, for instance to add a header that is
    /// an argument of the job. Later requests for the job do not have it.
    /// </summary>
    public Action<HttpRequestMessage>? ConfigureRequest { get; init; }
}
