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

    private readonly PooledBuffer _reply = new();
    private readonly IEndpoints _handWritten = new HandWrittenEndpoints();
    private readonly IEndpoints _product = new ProductEndpoints();

    [IterationSetup]
    public void Reset()
    {
        _handWritten.Reset();
        _product.Reset();
    }

    [Benchmark(Baseline = true)]
    public int HandWritten() => Run(_handWritten);

    [Benchmark]
    public int AsyncJobs() => Run(_product);

    private int Run(IEndpoints endpoints)
    {
        _reply.Clear();
        endpoints.AcceptAsync(HttpApiEvents.Accept, _reply).GetAwaiter().GetResult();
        return _reply.WrittenCount;
    }
}
