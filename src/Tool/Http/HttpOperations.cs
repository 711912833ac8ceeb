using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Local.Operations;
using AsyncJobs.Local.Page;
using AsyncJobs.Operating;

namespace AsyncJobs.Tool.Http;

/// <summary>The jobs of a local host, or of another one that serves the operator's page, by the API of that page.</summary>
internal sealed class HttpOperations : IJobOperations, IDisposable
{
    // What the host gives at most; older jobs are not asked for.
    private const int MostJobs = JobWindow.Most;
    private const int FirstJobs = 500;

    private readonly HttpClient _client;
    private readonly Uri _host;
    private readonly string _version;
    private readonly Action<string> _warn;
    private PageSession _session;

    private HttpOperations(HttpClient client, Uri host, string version, PageSession session, Action<string> warn)
    {
        _client = client;
        _host = host;
        _version = version;
        _session = session;
        _warn = warn;
    }

    /// <inheritdoc/>
    public OperationsInfo Info => new($"at {_host.GetLeftPart(UriPartial.Authority)}")
    {
        WhyNoCommands = _session.WhyNot,
        ListNote = _session.ListNote,
    };

    /// <summary>Where the host is.</summary>
    public Uri Address => _host;

    /// <summary>Reads the OpenAPI document of the jobs, UTF-8 JSON; null where the host has none.</summary>
    /// <exception cref="OperationsException">The host does not give it.</exception>
    public async Task<byte[]?> ReadOpenApiAsync(CancellationToken cancellationToken)
    {
        if (_session.OpenApi is not { } path)
            return null;

        try
        {
            return await _client.GetByteArrayAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            throw new OperationsException($"The host at {_host} does not give its OpenAPI document: {exception.Message}", exception);
        }
    }

    /// <summary>Begins a session.</summary>
    /// <param name="host">Where the host is.</param>
    /// <param name="version">The version of this command.</param>
    /// <param name="warn">Takes a sentence for the person at the console.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationsException">There is no such host, or it is of a version that is not understood.</exception>
    public static async Task<HttpOperations> OpenAsync(Uri host, string version, Action<string> warn, CancellationToken cancellationToken)
    {
        // A host that sends its callers elsewhere would get their token sent there.
        // It is on this machine, and what it says is for no proxy.
        HttpClient client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        })
        {
            BaseAddress = new Uri(host.GetLeftPart(UriPartial.Authority)),

            // A list of a large table takes the host a while.
            Timeout = TimeSpan.FromMinutes(2),
        };
        try
        {
            PageSession session = await ReadSessionAsync(client, host, version, cancellationToken).ConfigureAwait(false);
            if (session.Version != version)
            {
                warn($"The host at {host} is of AsyncJobs {session.Version}, and this command of {version}. "
                    + "What one of them does not know is missing.");
            }

            return new HttpOperations(client, host, version, session, warn);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JobItem> ListAsync(JobListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> given = [];
        bool hasMore = true;
        foreach (int limit in new[] { FirstJobs, MostJobs })
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"jobs?limit={limit}");
            PageJobs page = await GetAsync(path, PageJson.Default.PageJobs, cancellationToken).ConfigureAwait(false) ?? throw OfAnotherVersion();
            foreach (JobItem job in NewestFirst(page.Jobs))
            {
                if (options.Since > job.CreatedAt)
                    yield break;
                if (given.Add(job.Id) && Takes(options, job))
                    yield return job;
            }

            hasMore = page.HasMore;
            if (!hasMore)
                break;
        }

        if (hasMore)
            _warn(string.Create(CultureInfo.InvariantCulture, $"The host gives the newest {MostJobs:N0} jobs alone. Older ones were not looked at."));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobItem>> ReadAsync(IReadOnlyCollection<JobItem> items, CancellationToken cancellationToken)
    {
        List<JobItem> read = new(items.Count);
        foreach (JobItem item in items)
        {
            if (await FindAsync(item.Id, cancellationToken).ConfigureAwait(false) is { } job)
                read.Add(job);
        }

        return read;
    }

    /// <inheritdoc/>
    public async Task<JobDetails?> FindAsync(string id, CancellationToken cancellationToken)
    {
        JobDetails? job = await GetAsync($"jobs/{Uri.EscapeDataString(id)}", PageJson.Default.JobDetails, cancellationToken).ConfigureAwait(false);
        return job is null ? null : Whole(job);
    }

    /// <summary>
    /// Follows a job: gives it as it is, and whenever it has changed, for as long as the host tells that by itself. Nothing where it does not: the
    /// job can be read all the same, or reading it says why not.
    /// </summary>
    public async IAsyncEnumerable<JobDetails> FollowAsync(
        string id, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"{PagePaths.Api}jobs/{Uri.EscapeDataString(id)}");
        request.Headers.Accept.ParseAdd(ServerSentEvents.MediaType);
        using HttpResponseMessage? response = await TrySendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response is not { StatusCode: HttpStatusCode.OK, Content.Headers.ContentType.MediaType: ServerSentEvents.MediaType })
            yield break;

        await foreach (JobDetails job in JobEvents.ReadAsync(response, time, cancellationToken).ConfigureAwait(false))
            yield return Whole(job);
    }

    // What an answer lacks is null, whatever its property begins with.
    private static JobDetails Whole(JobDetails job) => job with { Attempts = job.Attempts ?? [] };

    private async Task<HttpResponseMessage?> TrySendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static string PathOf(OperatorAction action) => action switch
    {
        OperatorAction.Cancel => "cancel",
        OperatorAction.Retry => "retry",
        _ => "redeliver",
    };

    /// <inheritdoc/>
    public async Task<OperatorReply> RunAsync(OperatorEvent command, CancellationToken cancellationToken)
    {
        string path = $"jobs/{Uri.EscapeDataString(command.JobId)}/{PathOf(command.Action)}";
        using HttpResponseMessage first = await PostAsync(path, cancellationToken).ConfigureAwait(false);
        if (first.StatusCode is not HttpStatusCode.Forbidden)
            return await ReplyOf(first, cancellationToken).ConfigureAwait(false);

        // The host was started anew since, and has another token.
        _session = await ReadSessionAsync(_client, _host, _version, cancellationToken).ConfigureAwait(false);
        using HttpResponseMessage second = await PostAsync(path, cancellationToken).ConfigureAwait(false);
        return await ReplyOf(second, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static IEnumerable<JobItem> NewestFirst(IEnumerable<JobItem> jobs) =>
        jobs.OrderByDescending(static job => job.CreatedAt).ThenByDescending(static job => job.Id, StringComparer.Ordinal);

    private static bool Takes(JobListOptions options, JobItem job) =>
        (options.Job is null || job.Job == options.Job)
        && (options.Status is null || job.Status == options.Status.Value.ToWireName())
        && (options.Owner is null || job.Owner == options.Owner);

    private static async Task<PageSession> ReadSessionAsync(HttpClient client, Uri host, string version, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, PagePaths.Api + "session");
        using HttpResponseMessage response = await SendAsync(client, request, host, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.NotFound)
        {
            throw new OperationsException(
                $"What answers at {host} has no operator's API: it is no local host of AsyncJobs, or one of a version before it. "
                + $"This command is of {version}.");
        }

        await ThrowIfRefusedAsync(response, host, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, PageJson.Default.PageSession, cancellationToken).ConfigureAwait(false) is { Token.Length: > 0 } session
            ? session
            : throw new OperationsException(
                $"What answers at {host} is no local host of AsyncJobs, or one of a version that {version} does not understand.");
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpRequestMessage request, Uri host, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            throw new OperationsException(
                $"Nothing answers at {host}: {exception.Message}. Is the local host running, and is the port right?", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OperationsException($"The host at {host} does not answer within {client.Timeout.TotalSeconds:0} s.", exception);
        }
    }

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response, Uri host, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
            return;

        string said = "";
        try
        {
            using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
            if (problem.RootElement.ValueKind is JsonValueKind.Object && problem.RootElement.TryGetProperty("message", out JsonElement message))
                said = message.ToString();
        }
        catch (JsonException)
        {
            // The status has to do.
        }

        throw new OperationsException(said.Length > 0 ? said : $"The host at {host} answered {(int)response.StatusCode}.")
        {
            IsForbidden = response.StatusCode is HttpStatusCode.Forbidden,
        };
    }

    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<T?> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using HttpRequestMessage request = new(HttpMethod.Get, PagePaths.Api + path);
        using HttpResponseMessage response = await SendAsync(_client, request, _host, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.NotFound)
            return null;

        await ThrowIfRefusedAsync(response, _host, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, type, cancellationToken).ConfigureAwait(false) ?? throw OfAnotherVersion();
    }

    private async Task<HttpResponseMessage> PostAsync(string path, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, PagePaths.Api + path);
        request.Headers.Add(PageToken.Header, _session.Token);
        return await SendAsync(_client, request, _host, cancellationToken).ConfigureAwait(false);
    }

    private async Task<OperatorReply> ReplyOf(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await ThrowIfRefusedAsync(response, _host, cancellationToken).ConfigureAwait(false);
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return OperatorReply.TryRead(body) ?? throw OfAnotherVersion();
    }

    private OperationsException OfAnotherVersion() => new(
        $"The answer of the host at {_host} is not understood: it is of AsyncJobs {_session.Version}, and this command of {_version}. "
        + "Use the same version.");
}
