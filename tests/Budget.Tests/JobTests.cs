using System.Text;
using System.Text.Json;
using AsyncJobs.Budget.Tests.Support;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Budget.Tests;

/// <summary>What becomes of a job whose calls run out of time.</summary>
public sealed class JobTests
{
    private readonly JobBench _bench = new();

    [Fact]
    public async Task A_call_that_times_out_makes_the_job_TIMED_OUT_with_its_service()
    {
        TaskCompletionSource calling = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using HttpClient client = new(new BudgetHandler("pricing", Silent(calling))) { Timeout = Timeout.InfiniteTimeSpan };
        Task work = _bench.WorkAsync(job => client.GetStringAsync("http://pricing.example/quotes?secret", job.CancellationToken));
        await calling.Task;
        _bench.Pass(9);
        await work;

        JobRecord record = await _bench.RecordAsync();
        Assert.Equal(JobStatus.TimedOut, record.Status);
        Assert.Equal(new JobError(1002, "pricing timed out", "req-1", "pricing"), record.Error);

        Logging.JobLogEntry line = Assert.Single(_bench.Log.Entries, entry => entry.Event == "call.timedout");
        Assert.Equal((_bench.Id, "calling", "req-1", 1, "Root=1-2-3"), (line.JobId, line.Job, line.RequestId, line.Attempt, line.TraceId));
        JsonElement metrics = JsonDocument.Parse(Encoding.UTF8.GetString(_bench.Metrics.ToArray())).RootElement;
        Assert.Equal(1, metrics.GetProperty("pricing.calls").GetInt64());
        Assert.Equal(1, metrics.GetProperty("pricing.timedout").GetInt64());
        Assert.Equal(_bench.Id, metrics.GetProperty("jobId").GetString());
    }

    [Fact]
    public async Task A_chain_that_runs_out_of_time_makes_the_job_TIMED_OUT_too()
    {
        TaskCompletionSource calling = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Fallback<HttpClient, string> chain = new Fallback<HttpClient, string>("quote")
            .Try("remote", static async (client, token) => await client.GetStringAsync("http://pricing.example/", token));
        using HttpClient client = new(Silent(calling)) { Timeout = Timeout.InfiniteTimeSpan };
        Task work = _bench.WorkAsync(async job => _ = (await chain.RunAsync(client, job.CancellationToken)).Value);
        await calling.Task;
        _bench.Pass(9);
        await work;

        JobRecord record = await _bench.RecordAsync();
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
        Task work = _bench.WorkAsync(async job => answer = (await chain.RunAsync(client, job.CancellationToken)).Value);
        await calling.Task;
        _bench.Pass(9);
        await work;

        Assert.Equal("stub", answer);
        Assert.Equal(JobStatus.Succeeded, (await _bench.RecordAsync()).Status);
    }

    private static StubHandler Silent(TaskCompletionSource calling) => new(async (_, token) =>
    {
        calling.TrySetResult();
        await Task.Delay(Timeout.Infinite, token);
        return new HttpResponseMessage();
    });
}
