using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Client;

/// <summary>
/// Starts jobs and finds them again. Requests that fail in a way that can pass (lost or hanging connections, broken replies, 408, 425, 429, 5xx) are
/// repeated until the deadline, with exponential backoff and full jitter and never sooner than Retry-After asks. Safe for concurrent use.
/// </summary>
/// <remarks>
/// An attempt gets half of what is left until the deadline. <see cref="HttpClient.Timeout"/> (100 s unless set) cuts it shorter; that counts as a
/// lost connection. Leave it at 30 s or more, which is how long an API on Lambda may take, or set it to <see cref="Timeout.InfiniteTimeSpan"/>.
/// <para>
/// A connection that is refused, because nothing listens at the address, ends a call at once, unless an attempt before it got further: the server may
/// then have begun a job, and come back. Who waits for a job waits through it.
/// </para>
/// <para>
/// A test of code that calls jobs can derive from this class, and from <see cref="AsyncJob{TResult}"/>, and override what is called.
/// </para>
/// </remarks>
public class AsyncJobClient
{
    private readonly HttpClient? _http;
    private readonly JobTransport? _transport;

    /// <summary>Makes a client.</summary>
    /// <param name="http">
    /// Sends the requests, with the headers and handlers it has. The client does not dispose of it. Its base address resolves relative routes: end it
    /// with a slash to keep its path, and begin routes without one.
    /// </param>
    /// <param name="options">How the client behaves; null for the defaults.</param>
    public AsyncJobClient(HttpClient http, AsyncJobClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        _http = http;
        Options = options ?? new AsyncJobClientOptions();
        _transport = new JobTransport(http, Options);
    }

    /// <summary>Makes a client of no server, for a test that says what its members do. Members that it does not override refuse to work.</summary>
    protected AsyncJobClient() => Options = new AsyncJobClientOptions();

    /// <summary>The client of jobs that a test has made up.</summary>
    internal static AsyncJobClient Unconnected { get; } = new();

    internal AsyncJobClientOptions Options { get; }

    /// <exception cref="InvalidOperationException">There is no server.</exception>
    internal JobTransport Transport => _transport ?? throw NoServer();

    /// <summary>Starts a job that takes a JSON body. Repeating the request is safe: every attempt carries the same <c>Idempotency-Key</c>.</summary>
    /// <param name="route">The job's route with its query, relative to the base address or absolute.</param>
    /// <param name="request">The body.</param>
    /// <param name="requestType">How the body is written.</param>
    /// <param name="resultType">How the result is read.</param>
    /// <param name="options">How to start this job; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up starting. The job may have been started nevertheless.</param>
    /// <returns>The job; finished already if the server waited for it or the key is one of a finished job.</returns>
    /// <exception cref="AsyncJobRequestException">The server refused: 400 with every fault, 413, 415, 422 for a reused key, and so on.</exception>
    /// <exception cref="AsyncJobProtocolException">
    /// The reply is not what the wire contract says, or the job's URL is at an origin that is not trusted.
    /// </exception>
    /// <exception cref="AsyncJobTimeoutException">The deadline passed; it carries the idempotency key.</exception>
    /// <exception cref="HttpRequestException">
    /// The connection cannot be made and trying again is no use, as with a certificate that is refused, or where nothing listens at the address.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public virtual Task<AsyncJob<TResult>> StartAsync<TRequest, TResult>(
        [StringSyntax(StringSyntaxAttribute.Uri)] string route,
        TRequest request,
        JsonTypeInfo<TRequest> requestType,
        JsonTypeInfo<TResult> resultType,
        AsyncJobStartOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requestType);
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(request, requestType);
        return StartBodyAsync(route, body, JobRequest.Json, resultType, options, cancellationToken);
    }

    /// <summary>Starts a job that takes a body that is not JSON: a text, bytes, a form. Repeating the request is safe here, too.</summary>
    /// <param name="route">The job's route with its query, relative to the base address or absolute.</param>
    /// <param name="body">The body as it is sent. It must stay as it is until the task is done.</param>
    /// <param name="contentType">What it is, such as <c>application/pdf</c> or <c>text/csv; charset=utf-8</c>.</param>
    /// <param name="resultType">How the result is read.</param>
    /// <param name="options">How to start this job; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up starting. The job may have been started nevertheless.</param>
    /// <exception cref="FormatException">The content type is none.</exception>
    /// <inheritdoc cref="StartAsync{T, TResult}(string, T, JsonTypeInfo{T}, JsonTypeInfo{TResult}, AsyncJobStartOptions, CancellationToken)"/>
    public virtual Task<AsyncJob<TResult>> StartAsync<TResult>(
        [StringSyntax(StringSyntaxAttribute.Uri)] string route,
        ReadOnlyMemory<byte> body,
        string contentType,
        JsonTypeInfo<TResult> resultType,
        AsyncJobStartOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        _ = MediaTypeHeaderValue.Parse(contentType);
        return StartBodyAsync(route, body, contentType, resultType, options, cancellationToken);
    }

    /// <summary>
    /// Starts a job that takes a body that is not JSON, with the result described by reflection and the defaults of the web.
    /// </summary>
    /// <inheritdoc cref="StartAsync{TResult}(string, ReadOnlyMemory{byte}, string, JsonTypeInfo{TResult}, AsyncJobStartOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(ReflectedJson.Warning)]
    [RequiresDynamicCode(ReflectedJson.Warning)]
    public virtual Task<AsyncJob<TResult>> StartAsync<TResult>(
        [StringSyntax(StringSyntaxAttribute.Uri)] string route,
        ReadOnlyMemory<byte> body,
        string contentType,
        AsyncJobStartOptions? options = null,
        CancellationToken cancellationToken = default) =>
        StartAsync(route, body, contentType, ReflectedJson.TypeInfo<TResult>(), options, cancellationToken);

    /// <summary>Starts a job by a whole request, such as generated code makes. Repeating it is safe here, too.</summary>
    /// <param name="request">The request, whose method counts instead of that in the options.</param>
    /// <param name="resultType">How the result is read.</param>
    /// <param name="options">How to start this job; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up starting. The job may have been started nevertheless.</param>
    /// <inheritdoc cref="StartAsync{T, TResult}(string, T, JsonTypeInfo{T}, JsonTypeInfo{TResult}, AsyncJobStartOptions, CancellationToken)"/>
    public virtual Task<AsyncJob<TResult>> StartAsync<TResult>(
        AsyncJobStartRequest request,
        JsonTypeInfo<TResult> resultType,
        AsyncJobStartOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendStartAsync(request, resultType, options ?? new AsyncJobStartOptions(), cancellationToken);
    }

    /// <summary>Starts a job that returns nothing by a whole request: its result is the JSON null.</summary>
    /// <inheritdoc cref="StartAsync{TResult}(AsyncJobStartRequest, JsonTypeInfo{TResult}, AsyncJobStartOptions, CancellationToken)"/>
    public virtual Task<AsyncJob<JsonElement>> StartAsync(
        AsyncJobStartRequest request, AsyncJobStartOptions? options = null, CancellationToken cancellationToken = default) =>
        StartAsync(request, AnyResultJson.Default.JsonElement, options, cancellationToken);

    /// <summary>Starts a job that takes no body.</summary>
    /// <inheritdoc cref="StartAsync{T, TResult}(string, T, JsonTypeInfo{T}, JsonTypeInfo{TResult}, AsyncJobStartOptions, CancellationToken)"/>
    public virtual Task<AsyncJob<TResult>> StartAsync<TResult>(
        [StringSyntax(StringSyntaxAttribute.Uri)] string route,
        JsonTypeInfo<TResult> resultType,
        AsyncJobStartOptions? options = null,
        CancellationToken cancellationToken = default) => StartBodyAsync(route, body: null, JobRequest.Json, resultType, options, cancellationToken);

    /// <summary>Starts a job that takes a JSON body, with types described by reflection and the defaults of the web.</summary>
    /// <inheritdoc cref="StartAsync{T, TResult}(string, T, JsonTypeInfo{T}, JsonTypeInfo{TResult}, AsyncJobStartOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(ReflectedJson.Warning)]
    [RequiresDynamicCode(ReflectedJson.Warning)]
    public virtual Task<AsyncJob<TResult>> StartAsync<TRequest, TResult>(
        [StringSyntax(StringSyntaxAttribute.Uri)] string route,
        TRequest request,
        AsyncJobStartOptions? options = null,
        CancellationToken cancellationToken = default) =>
        StartAsync(route, request, ReflectedJson.TypeInfo<TRequest>(), ReflectedJson.TypeInfo<TResult>(), options, cancellationToken);

    /// <summary>Starts a job that takes no body, with the result described by reflection and the defaults of the web.</summary>
    /// <inheritdoc cref="StartAsync{T, TResult}(string, T, JsonTypeInfo{T}, JsonTypeInfo{TResult}, AsyncJobStartOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(ReflectedJson.Warning)]
    [RequiresDynamicCode(ReflectedJson.Warning)]
    public virtual Task<AsyncJob<TResult>> StartAsync<TResult>(
        [StringSyntax(StringSyntaxAttribute.Uri)] string route,
        AsyncJobStartOptions? options = null,
        CancellationToken cancellationToken = default) =>
        StartBodyAsync(route, body: null, JobRequest.Json, ReflectedJson.TypeInfo<TResult>(), options, cancellationToken);

    /// <summary>Goes on with a job whose URL was saved. Nothing is sent yet.</summary>
    /// <param name="url">
    /// The job's <see cref="AsyncJob{TResult}.Url"/>, relative to the base address or absolute. Requests carry the HttpClient's credentials: resume
    /// only URLs you saved yourself.
    /// </param>
    /// <param name="resultType">How the result is read.</param>
    /// <exception cref="ArgumentException">The URL is no job's, or relative without a base address.</exception>
    public virtual AsyncJob<TResult> Resume<TResult>(Uri url, JsonTypeInfo<TResult> resultType)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(resultType);
        Uri absolute = Absolute(url, nameof(url));
        string id = absolute.Segments[^1];
        if (id.EndsWith('/'))
            throw new ArgumentException("A job's URL ends with its id.", nameof(url));
        return new AsyncJob<TResult>(this, absolute, Uri.UnescapeDataString(id), resultType);
    }

    /// <summary>Goes on with a job that returns nothing, or whose result may be anything. Nothing is sent yet.</summary>
    /// <inheritdoc cref="Resume{TResult}(Uri, JsonTypeInfo{TResult})"/>
    public virtual AsyncJob<JsonElement> Resume(Uri url) => Resume(url, AnyResultJson.Default.JsonElement);

    /// <summary>
    /// Goes on with a job whose URL was saved, with the result described by reflection and the defaults of the web. Nothing is sent yet.
    /// </summary>
    /// <inheritdoc cref="Resume{TResult}(Uri, JsonTypeInfo{TResult})"/>
    [RequiresUnreferencedCode(ReflectedJson.Warning)]
    [RequiresDynamicCode(ReflectedJson.Warning)]
    public virtual AsyncJob<TResult> Resume<TResult>(Uri url) => Resume(url, ReflectedJson.TypeInfo<TResult>());

    /// <summary>
    /// Lists the caller's own jobs, the newest first, page by page as they are asked for. Each page gets
    /// <see cref="AsyncJobClientOptions.CallTimeout"/>, and is asked for at the address of the first one, whatever the server says of the next.
    /// </summary>
    /// <remarks>
    /// Results are not in a list; go on with a job by <c>Resume</c>, whose URL is <c>jobs/</c> and its <see cref="AsyncJobSnapshot.Id"/>. What the
    /// server tells may be some time old, and a job that was started a moment ago may be missing.
    /// </remarks>
    /// <param name="options">Which jobs; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The route is no URL, or relative without a base address.</exception>
    /// <exception cref="AsyncJobRequestException">
    /// The server refuses: 404 where callers may not list their jobs, or nobody has authenticated this one; 400 for a filter that it does not take.
    /// </exception>
    /// <exception cref="AsyncJobProtocolException">The reply is not what the wire contract says.</exception>
    /// <exception cref="AsyncJobTimeoutException">The time for a page is over.</exception>
    /// <exception cref="HttpRequestException">
    /// The connection cannot be made and trying again is no use, as with a certificate that is refused, or where nothing listens at the address.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public virtual IAsyncEnumerable<AsyncJobSnapshot> ListAsync(AsyncJobListOptions? options = null, CancellationToken cancellationToken = default)
    {
        AsyncJobListOptions list = options ?? new AsyncJobListOptions();
        return ReadPagesAsync(Absolute(new Uri(list.Route, UriKind.RelativeOrAbsolute), nameof(options)), list, cancellationToken);
    }

    private async IAsyncEnumerable<AsyncJobSnapshot> ReadPagesAsync(
        Uri first, AsyncJobListOptions list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            JobRequest request = new() { Method = HttpMethod.Get, Url = list.PageOf(first, token), Configure = list.ConfigureRequest };
            JobReply reply = await Transport
                .SendAsync(request, Deadline.After(Options.CallTimeout, Options.TimeProvider), new Backoff(Options), cancellationToken)
                .ConfigureAwait(false);
            (IReadOnlyList<AsyncJobSnapshot> jobs, string? next) = StatusDocument.ReadPage(reply.Body, reply.RequestUrl);
            foreach (AsyncJobSnapshot job in jobs)
                yield return job;

            // A server that sends the same page for ever would never let the caller go.
            token = next is null || next != token
                ? next
                : throw new AsyncJobProtocolException("The next page of the list is the one that was asked for.", reply.RequestUrl);
        }
        while (token is not null);
    }

    private Task<AsyncJob<TResult>> StartBodyAsync<TResult>(
        string route,
        ReadOnlyMemory<byte>? body,
        string bodyType,
        JsonTypeInfo<TResult> resultType,
        AsyncJobStartOptions? options,
        CancellationToken cancellationToken)
    {
        options ??= new AsyncJobStartOptions();
        AsyncJobStartRequest start = new(options.Method.Method, route) { Body = body, ContentType = body is null ? null : bodyType };
        return SendStartAsync(start, resultType, options, cancellationToken);
    }

    private async Task<AsyncJob<TResult>> SendStartAsync<TResult>(
        AsyncJobStartRequest start, JsonTypeInfo<TResult> resultType, AsyncJobStartOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resultType);
        JobRequest request = new()
        {
            Method = start.Method,
            Url = Absolute(new Uri(start.Route, UriKind.RelativeOrAbsolute), nameof(AsyncJobStartRequest.Route)),
            Body = start is { Body: null, ContentType: not null } ? ReadOnlyMemory<byte>.Empty : start.Body,
            BodyType = start.ContentType ?? JobRequest.Json,
            Headers = start.Headers,

            // 122 random bits: whoever guesses the key could ask for the job.
            IdempotencyKey = start.IdempotencyKey ?? options.IdempotencyKey ?? Guid.NewGuid().ToString("N"),
            Configure = options.ConfigureRequest,
            MayWait = true,
        };
        JobReply reply = await Transport
            .SendAsync(request, DeadlineOf(options), new Backoff(Options), cancellationToken)
            .ConfigureAwait(false);
        return AsyncJob<TResult>.FromStart(this, request.Url, reply, resultType);
    }

    private Deadline DeadlineOf(AsyncJobStartOptions options)
    {
        TimeSpan timeout = options.Timeout ?? Options.CallTimeout;
        if (options.Deadline is { } end && (timeout == Timeout.InfiniteTimeSpan || end - Options.TimeProvider.GetUtcNow() < timeout))
            return Deadline.At(end, Options.TimeProvider);
        return Deadline.After(timeout, Options.TimeProvider);
    }

    internal InvalidOperationException WhyNoUrl() => _http is null
        ? NoServer()
        : new InvalidOperationException("The server answered with the finished job and gave no URL of it.");

    private static InvalidOperationException NoServer() =>
        new("This client or job was made up by a test, without a server. Override the member that was called, or make it with an HttpClient.");

    private Uri Absolute(Uri url, string name)
    {
        if (_http is null)
            throw NoServer();

        // On Unix a rooted path passes for an absolute file URL.
        if (url.IsAbsoluteUri && url.Scheme is "http" or "https")
            return url;
        if (_http.BaseAddress is null
            || !Uri.TryCreate(_http.BaseAddress, url.OriginalString, out Uri? absolute)
            || absolute.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException("It has to be an http or https URL, or relative to the base address of the HttpClient.", name);
        }

        return absolute;
    }
}
