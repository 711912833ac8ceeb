using System.Text;
using System.Text.Json;
using AsyncJobs.Budget.Tests.Support;
using AsyncJobs.Buffers;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Metrics;
using AsyncJobs.Storage;

namespace AsyncJobs.Budget.Tests;

/// <summary>What becomes of a job whose calls run out of time.</summary>
public sealed class JobTests
{
    private readonly CountingClock _clock = new();
    private readonly KeptLog _log = new();
    private readonly MemoryStream _metrics = new();
    private readonly InMemoryJobStore _store = new();
    private readonly string _id = JobId.New();

    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_times_out_makes_the_job_TIMED_OUT_with_its_service()
    {
        TaskCompletionSource calling = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using HttpClient client = new(new BudgetHandler("pricing", Silent(calling))) { Timeout = Timeout.InfiniteTimeSpan };
        Task work = WorkAsync(job => client.GetStringAsync("http://pricing.example/quotes?secret", job.CancellationToken));
        await calling.Task;
        _clock.Advance(TimeSpan.FromSeconds(9));
        await work;

        JobRecord record = (await _store.GetAsync(_id, End))!;
        Assert.Equal(JobStatus.TimedOut, record.Status);
        Assert.Equal(new JobError(1002, "pricing timed out", "req-1", "pricing"), record.Error);

        Logging.JobLogEntry line = Assert.Single(_log.Entries, entry => entry.Event == "call.timedout");
        Assert.Equal((_id, "calling", "req-1", 1, "Root=1-2-3"), (line.JobId, line.Job, line.RequestId, line.Attempt, line.TraceId));
        JsonElement metrics = JsonDocument.Parse(Encoding.UTF8.GetString(_metrics.ToArray())).RootElement;
        Assert.Equal(1, metrics.GetProperty("pricing.calls").GetInt64());
        Assert.Equal(1, metrics.GetProperty("pricing.timedout").GetInt64());
        Assert.Equal(_id, metrics.GetProperty("jobId").GetString());
    }

    [Fact]
    public async Task A_chain_that_runs_out_of_time_makes_the_job_TIMED_OUT_too()
    {
        TaskCompletionSource calling = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Fallback<HttpClient, string> chain = new Fallback<HttpClient, string>("quote")
            .Try("remote", static async (client, token) => await client.GetStringAsync("http://pricing.example/", token));
        using HttpClient client = new(Silent(calling)) { Timeout = Timeout.InfiniteTimeSpan };
        Task work = WorkAsync(async job => _ = (await chain.RunAsync(client, job.CancellationToken)).Value);
        await calling.Task;
        _clock.Advance(TimeSpan.FromSeconds(9));
        await work;

        JobRecord record = (await _store.GetAsync(_id, End))!;
        Assert.Equal(new JobError(1002, "remote timed out", "req-1", "remote"), record.Error);
    }

    [Fact]
    public async Task A_job_that_falls_back_within_its_reserve_succeeds()
    {
        TaskCompletionSource calling = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Fallback<HttpClient, string> chain = new Fallback<HttpClient, string>("quote")
            .Try("remote", static async (client, token) => await client.GetStringAsync("http://pricing.example/", token))
            .Stub("stub", static _ => "stub");
        using HttpClient client = new(new BudgetHandler("pricing", Silent(calling))) { Timeout = Timeout.InfiniteTimeSpan };
        string? answer = null;
        Task work = WorkAsync(async job => answer = (await chain.RunAsync(client, job.CancellationToken)).Value);
        await calling.Task;
        _clock.Advance(TimeSpan.FromSeconds(9));
        await work;

        Assert.Equal("stub", answer);
        Assert.Equal(JobStatus.Succeeded, (await _store.GetAsync(_id, End))!.Status);
    }

    private static StubHandler Silent(TaskCompletionSource calling) => new(async (_, token) =>
    {
        calling.TrySetResult();
        await Task.Delay(Timeout.Infinite, token);
        return new HttpResponseMessage();
    });

    private async Task WorkAsync(Func<JobContext, Task> method)
    {
        CallingJob definition = new(method);
        JobApp app = new([definition]);
        app.Use(new JobPlatform(_store, new NoDispatcher())
        {
            Time = _clock,
            Log = _log,
            Metrics = new EmfWriter(_metrics, time: _clock),
            CancelPollInterval = Timeout.InfiniteTimeSpan,
        });
        DateTimeOffset now = _clock.GetUtcNow();
        JobRecord pending = new() { Id = _id, Job = definition.Name, Status = JobStatus.Pending, CreatedAt = now, ExpiresAt = now.AddDays(1) };
        Assert.Null(await _store.CreateAsync(pending, now, End));
        byte[] payload = Encoding.UTF8.GetBytes($$$"""{"asyncJobs":1,"id":"{{{_id}}}","job":"calling","args":{}}""");
        using PooledBuffer reply = new();
        await app.WorkAsync(definition, payload, new Invocation { RequestId = "req-1", Deadline = now.AddSeconds(10), TraceId = "Root=1-2-3" }, reply);
    }

    private sealed class NoDispatcher : IJobDispatcher
    {
        public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
