using System.Buffers;
using System.Text.Json;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Logging;
using AsyncJobs.Storage;

namespace AsyncJobs.Benchmarks.Http;

/// <summary>The library's side.</summary>
internal sealed class ProductEndpoints : IEndpoints
{
    private static readonly ReportJob s_job = new();

    private readonly CapturingDispatcher _dispatcher = new();
    private JobApp _app = null!;

    public ProductEndpoints() => Reset();

    public ValueTask AcceptAsync(ReadOnlyMemory<byte> payload, IBufferWriter<byte> reply) => _app.AcceptAsync(s_job, payload, NewInvocation(), reply);

    public ValueTask WorkAsync(ReadOnlyMemory<byte> payload, IBufferWriter<byte> reply) => _app.WorkAsync(s_job, payload, NewInvocation(), reply);

    public ValueTask StatusAsync(ReadOnlyMemory<byte> payload, IBufferWriter<byte> reply) => _app.StatusAsync(payload, NewInvocation(), reply);

    public void Reset()
    {
        _app = new JobApp([s_job]);
        _app.Use(new JobPlatform(new InMemoryJobStore(), _dispatcher) { Log = JobLog.None });
    }

    public (string Id, byte[] WorkerEvent) Start()
    {
        using PooledBuffer reply = new();
        _dispatcher.Keeps = true;
        AcceptAsync(HttpApiEvents.Accept, reply).AsTask().GetAwaiter().GetResult();
        _dispatcher.Keeps = false;
        using JsonDocument workerEvent = JsonDocument.Parse(_dispatcher.Last);
        return (workerEvent.RootElement.GetProperty("id").GetString()!, _dispatcher.Last);
    }

    private static Invocation NewInvocation() => new() { RequestId = HttpApiEvents.RequestId, Deadline = DateTimeOffset.UtcNow.AddSeconds(30) };
}
