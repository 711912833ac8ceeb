using AsyncJobs.Benchmarks.Http;
using AsyncJobs.Buffers;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Logging;
using AsyncJobs.Storage;

namespace AsyncJobs.Benchmarks.Table;

/// <summary>The library's side: a job from its request to the poll that shows its end.</summary>
internal sealed class ProductJob : IJobDispatcher
{
    private static readonly ReportJob s_job = new();

    private readonly AsyncLocal<Sent?> _sent = new();
    private readonly JobApp _app = new([s_job]);

    public ProductJob(DynamoDbJobStore store) => _app.Use(new JobPlatform(store, this) { Log = JobLog.None });

    /// <summary>Accepts a job, works on it and shows it.</summary>
    public async Task RunAsync()
    {
        using PooledBuffer reply = new();
        Sent sent = new();
        _sent.Value = sent;
        await _app.AcceptAsync(s_job, HttpApiEvents.Accept, NewInvocation(), reply);
        reply.Clear();
        await _app.WorkAsync(s_job, sent.Event, NewInvocation(), reply);
        reply.Clear();
        await _app.StatusAsync(HttpApiEvents.Status(sent.Id), NewInvocation(), reply);
        if (reply.WrittenSpan.IndexOf("SUCCEEDED"u8) < 0)
            throw new InvalidOperationException("The job has not succeeded.");
    }

    public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        _sent.Value!.Event = payload.ToArray();
        return default;
    }

    private static Invocation NewInvocation() => new() { RequestId = HttpApiEvents.RequestId, Deadline = DateTimeOffset.UtcNow.AddSeconds(30) };

    /// <summary>The event of the job that a flow has started.</summary>
    private sealed class Sent
    {
        // {"asyncJobs":1,"id":"…"
        private const int IdStart = 21;
        private const int IdLength = 26;

        public byte[] Event { get; set; } = [];

        public string Id => System.Text.Encoding.UTF8.GetString(Event, IdStart, IdLength);
    }
}
