using System.Text;
using AsyncJobs.Lifecycle;
using AsyncJobs.Local.Operations;
using AsyncJobs.Local.Page;
using AsyncJobs.Local.Platform;
using AsyncJobs.Operating;
using AsyncJobs.Storage;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace AsyncJobs.Page.Tests;

/// <summary>The operator's page over jobs that a test has put into a store, in whatever state they are.</summary>
internal sealed class SeededServer : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_lookPause = TimeSpan.FromMilliseconds(20);

    private readonly InMemoryJobStore _store = new();
    private readonly OperationsInfo _info;
    private readonly string? _openApi;
    private OperatorPage _page;
    private LoopbackServer? _server;

    private SeededServer(OperationsInfo info, string? openApi)
    {
        _info = info;
        _openApi = openApi;
        _page = NewPage();
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>The log lines of its jobs.</summary>
    public KeptLines Log { get; } = new();

    /// <summary>What the server refuses its page with; null where it does not.</summary>
    public string? Refusal { get; set; }

    /// <summary>The routes of the application that the page is beside.</summary>
    public List<(string Method, string Path)> Routes { get; } = [];

    /// <summary>Called with each request that comes.</summary>
    public Action<HttpRequest>? Asked { get; set; }

    /// <summary>Called with each request that has been answered, to its end.</summary>
    public Action<HttpRequest>? Answered { get; set; }

    /// <summary>What is answered to commands.</summary>
    public OperatorReply Reply { get; set; } = new(OperatorOutcome.CancelRequested);

    /// <summary>The commands that came.</summary>
    public List<OperatorEvent> Commands { get; } = [];

    public static async Task<SeededServer> StartAsync(IEnumerable<JobRecord> jobs, OperationsInfo? info = null, string? openApi = null)
    {
        SeededServer server = new(info ?? new OperationsInfo("in the table orders-jobs in eu-west-1"), openApi);
        foreach (JobRecord job in jobs)
            await server.AddAsync(job);
        await server.ListenAsync();
        return server;
    }

    public async Task AddAsync(JobRecord job) =>
        Assert.Null(await _store.CreateAsync(job, DateTimeOffset.UtcNow, TestContext.Current.CancellationToken));

    /// <summary>Takes a step with a job.</summary>
    public async Task ApplyAsync(string id, JobTransition transition) =>
        Assert.True((await _store.ApplyAsync(id, transition, SomeJobs.Now(), TestContext.Current.CancellationToken)).Applied);

    /// <summary>Removes a job that has ended.</summary>
    public async Task RemoveAsync(JobRecord job) =>
        Assert.Null(await _store.RemoveFinishedAsync(job, null, SomeJobs.Now(), TestContext.Current.CancellationToken));

    /// <summary>Ends as a server does that is stopped.</summary>
    /// <param name="patience">How long it waits for requests under way; hardly at all unless told.</param>
    public async Task StopAsync(TimeSpan? patience = null)
    {
        await _server!.StopAsync(patience ?? s_patience);
        await _server.DisposeAsync();
    }

    /// <summary>Is there again, as another process: with the same jobs and another token.</summary>
    public async Task StartAgainAsync()
    {
        ForgetToken();
        await ListenAsync();
    }

    /// <summary>Is another process all at once.</summary>
    public void ForgetToken() => _page = NewPage();

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task ListenAsync()
    {
        _server = await LoopbackServer.StartAsync(Address, null, async context =>
        {
            Asked?.Invoke(context.Request);
            if (!await _page.TryAnswerAsync(context))
                context.Response.StatusCode = 404;
            Answered?.Invoke(context.Request);
        });
        Address = _server.CallersAddress;
    }

    private OperatorPage NewPage()
    {
        StoreOperations jobs = new(_info, _store, new JobLists(false, false), TimeSpan.FromHours(1), RunAsync, TimeProvider.System);
        RefusingOperations operations = new(jobs, () => Refusal);
        PageSettings settings = new()
        {
            Log = Log,
            LookPause = s_lookPause,
            OpenApi = _openApi is null ? null : () => Encoding.UTF8.GetBytes(_openApi),
            MethodsOf = path => Routes.Where(route => route.Path == path).Select(static route => route.Method).ToArray(),
        };
        return new OperatorPage(operations, settings, new RequestGuard("asyncjobs ui", hosts: null, origins: null), TimeProvider.System);
    }

    private Task<ReadOnlyMemory<byte>> RunAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        Commands.Add(OperatorEvent.TryRead(payload)!.Value);
        System.Buffers.ArrayBufferWriter<byte> reply = new();
        Reply.Write(reply);
        return Task.FromResult(reply.WrittenMemory);
    }
}
