using AsyncJobs.Benchmarks.HandWritten;
using AsyncJobs.Buffers;
using BenchmarkDotNet.Attributes;

namespace AsyncJobs.Benchmarks.Http;

/// <summary>The worker around a method that does nothing: claim, call, record.</summary>
[MemoryDiagnoser]
[InvocationCount(Invocations)]
public class WorkBenchmark
{
    private const int Invocations = 4 * 1024;

    private readonly PooledBuffer _reply = new();
    private readonly IEndpoints _handWritten = new HandWrittenEndpoints();
    private readonly IEndpoints _product = new ProductEndpoints();
    private readonly byte[][] _handWrittenEvents = new byte[Invocations][];
    private readonly byte[][] _productEvents = new byte[Invocations][];
    private int _next;

    // A job is worked on once.
    [IterationSetup]
    public void Start()
    {
        _next = 0;
        _handWritten.Reset();
        _product.Reset();
        for (int i = 0; i < Invocations; i++)
        {
            _handWrittenEvents[i] = _handWritten.Start().WorkerEvent;
            _productEvents[i] = _product.Start().WorkerEvent;
        }
    }

    [Benchmark(Baseline = true)]
    public int HandWritten() => Run(_handWritten, _handWrittenEvents);

    [Benchmark]
    public int AsyncJobs() => Run(_product, _productEvents);

    private int Run(IEndpoints endpoints, byte[][] events)
    {
        _reply.Clear();
        endpoints.WorkAsync(events[_next++], _reply).AsTask().GetAwaiter().GetResult();
        return _reply.WrittenCount;
    }
}
