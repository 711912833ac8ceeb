namespace AsyncJobs.Client;

/// <summary>How an <see cref="AsyncJobClient"/> behaves.</summary>
public sealed class AsyncJobClientOptions
{
    private readonly TimeSpan _callTimeout = TimeSpan.FromMinutes(1);
    private readonly TimeSpan _waitTimeout = TimeSpan.FromHours(1);
    private readonly TimeSpan _baseDelay = TimeSpan.FromSeconds(0.5);
    private readonly TimeSpan _maxDelay = TimeSpan.FromSeconds(10);
    private readonly TimeSpan? _preferWait;

    /// <summary>
    /// Time for starting, reading or cancelling a job, all attempts together, where the call does not say. Positive or
    /// <see cref="Timeout.InfiniteTimeSpan"/>; 1 minute unless set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public TimeSpan CallTimeout
    {
        get => _callTimeout;
        init => _callTimeout = Deadline.Validate(value, nameof(value));
    }

    /// <summary>
    /// Time for waiting for a job where the call does not say. Positive or <see cref="Timeout.InfiniteTimeSpan"/>; 1 hour unless set, which is
    /// three attempts of 15 minutes and the pauses between them. Jobs with a longer timeout need more.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public TimeSpan WaitTimeout
    {
        get => _waitTimeout;
        init => _waitTimeout = Deadline.Validate(value, nameof(value));
    }

    /// <summary>Upper bound of the first pause; it doubles with each attempt or poll. Not negative; 0.5 s unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan BaseDelay
    {
        get => _baseDelay;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            _baseDelay = value;
        }
    }

    /// <summary>
    /// Upper bound of the random part of every pause. What the server asks for with Retry-After comes on top. Not negative; 10 s unless set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan MaxDelay
    {
        get => _maxDelay;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            _maxDelay = value;
        }
    }

    /// <summary>
    /// Asks the server to hold each request up to this long for the job's end: <c>Prefer: wait=N</c> (RFC 7240, section 4.3), in whole seconds and
    /// never more than half of the time the attempt has. The server may ignore it. At least 1 s; null, which is the default, sends nothing.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1 s.</exception>
    public TimeSpan? PreferWait
    {
        get => _preferWait;
        init
        {
            if (value is { } wait)
                ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.FromSeconds(1), nameof(value));
            _preferWait = value;
        }
    }

    /// <summary>
    /// Origins, besides the one a job was started at, at which its URL may be: scheme, host and port count, the rest is ignored. The requests there
    /// carry what the HttpClient, its handlers and <see cref="ConfigureRequest"/> add, such as credentials. Empty unless set.
    /// </summary>
    public IReadOnlyList<Uri> TrustedOrigins { get; init; } = [];

    /// <summary>
    /// Sends the requests for files that jobs return. They go elsewhere than those for jobs, by URLs that need no credentials: it must add none.
    /// Null, which is the default, for one of the library's own.
    /// </summary>
    public HttpClient? Downloads { get; init; }

    /// <summary>
    /// Called for every attempt of every request before it is sent, for instance to add a header. It must be safe for concurrent use.
    /// </summary>
    public Action<HttpRequestMessage>? ConfigureRequest { get; init; }

    /// <summary>The clock for deadlines and pauses; the system's unless set.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gives a number from 0 (inclusive) to 1 (exclusive) for each pause. It must be safe for concurrent use; random unless set.</summary>
    public Func<double> NextRandom { get; init; } = Random.Shared.NextDouble;
}
