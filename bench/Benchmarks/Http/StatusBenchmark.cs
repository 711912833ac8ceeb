using AsyncJobs.Benchmarks.HandWritten;
using AsyncJobs.Buffers;
using BenchmarkDotNet.Attributes;

namespace AsyncJobs.Benchmarks.Http;

/// <summary>A poll: the status document of a finished job.</summary>
[MemoryDiagnoser]
public class StatusBenchmark
{
    private readonly PooledBuffer _reply = new();
    private readonly IEndpoints _handWritten = new HandWrittenEndpoints();
    private readonly IEndpoints _product = new ProductEndpoints();
    private byte[] _handWrittenEvent = [];
    private byte[] _productEvent = [];

    [GlobalSetup]
    public void Setup()
    {
        _handWrittenEvent = FinishJob(_handWritten);
        _productEvent = FinishJob(_product);
    }

    [Benchmark(Baseline = true)]
    public int HandWritten() => Run(_handWritten, _handWrittenEvent);

    [Benchmark]
    public int AsyncJobs() => Run(_product, _productEvent);

    private byte[] FinishJob(IEndpoints endpoints)
    {
        (string id, byte[] workerEvent) = endpoints.Start();
        endpoints.WorkAsync(workerEvent, _reply).AsTask().GetAwaiter().GetResult();
        return HttpApiEvents.Status(id);
    }

    private int Run(IEndpoints endpoints, byte[] payload)
    {
        _reply.Clear();
        endpoints.StatusAsync(payload, _reply).GetAwaiter().GetResult();
        return _reply.WrittenCount;
    }
}
