using AsyncJobs.Benchmarks.HandWritten;
using AsyncJobs.Buffers;
using BenchmarkDotNet.Attributes;

namespace AsyncJobs.Benchmarks.Http;

/// <summary>A request that starts a job: 202 behind it, with the job stored and its event written.</summary>
[MemoryDiagnoser]
[InvocationCount(Invocations)]
public class AcceptBenchmark
{
    // Both stores grow with every request; an iteration starts with empty ones.
    private const int Invocations = 1024;

    private static readonly byte[][] s_keyed = [.. Enumerable.Range(0, Invocations).Select(i => HttpApiEvents.AcceptUnder($"6f0c2f8e-{i}"))];

    private readonly PooledBuffer _reply = new();
    private readonly IEndpoints _handWritten = new HandWrittenEndpoints();
    private readonly IEndpoints _product = new ProductEndpoints();
    private int _nextKey;

    [IterationSetup]
    public void Reset()
    {
        _nextKey = 0;
        _handWritten.Reset();
        _product.Reset();
    }

    [Benchmark(Baseline = true)]
    public int HandWritten() => Run(_handWritten, HttpApiEvents.Accept);

    [Benchmark]
    public int AsyncJobs() => Run(_product, HttpApiEvents.Accept);

    /// <summary>Each request under a key of its own.</summary>
    [Benchmark]
    public int AsyncJobsUnderKey() => Run(_product, s_keyed[_nextKey++]);

    private int Run(IEndpoints endpoints, byte[] request)
    {
        _reply.Clear();
        endpoints.AcceptAsync(request, _reply).GetAwaiter().GetResult();
        return _reply.WrittenCount;
    }
}
