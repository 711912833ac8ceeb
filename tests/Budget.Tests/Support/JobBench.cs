using System.Text;
using AsyncJobs.Buffers;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Metrics;
using AsyncJobs.Storage;

namespace AsyncJobs.Budget.Tests.Support;

/// <summary>A job whose method is the test's, worked on in an invocation of 10 s with a reserve of 1 s on a standing clock.</summary>
internal sealed class JobBench
{
    private readonly InMemoryJobStore _store = new();

    public CountingClock Clock { get; } = new();

    public KeptLog Log { get; } = new();

    public MemoryStream Metrics { get; } = new();

    public string Id { get; } = JobId.New();

    public void Pass(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    public async Task<JobRecord> RecordAsync() => (await _store.GetAsync(Id, TestContext.Current.CancellationToken))!;

    public async Task WorkAsync(Func<JobContext, Task> method)
    {
        CallingJob definition = new(method);
        JobApp app = new([definition]);
        app.Use(new JobPlatform(_store, new NoDispatcher())
        {
            Time = Clock,
            Log = Log,
            Metrics = new EmfWriter(Metrics, time: Clock),
            CancelPollInterval = Timeout.InfiniteTimeSpan,
        });
        DateTimeOffset now = Clock.GetUtcNow();
        JobRecord pending = new() { Id = Id, Job = definition.Name, Status = JobStatus.Pending, CreatedAt = now, ExpiresAt = now.AddDays(1) };
        Assert.Null(await _store.CreateAsync(pending, now, TestContext.Current.CancellationToken));
        byte[] payload = Encoding.UTF8.GetBytes($$$"""{"asyncJobs":1,"id":"{{{Id}}}","job":"calling","args":{}}""");
        using PooledBuffer reply = new();
        await app.WorkAsync(definition, payload, new Invocation { RequestId = "req-1", Deadline = now.AddSeconds(10), TraceId = "Root=1-2-3" }, reply);
    }

    private sealed class NoDispatcher : IJobDispatcher
    {
        public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
