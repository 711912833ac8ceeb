using AsyncJobs.Generator;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Benchmarks.Generation;

/// <summary>The generator in a compiler: its first run, and the run that every key stroke causes in an editor.</summary>
[MemoryDiagnoser]
[InvocationCount(1)]
public class GeneratorBenchmark
{
    private RunState _control = null!;
    private RunState _product = null!;

    [Params(20, 200)]
    public int Jobs { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        LargeProject project = new(Jobs);
        _control = new RunState(ControlGenerator.Trivial(), project);
        _product = new RunState(new AsyncJobGenerator(), project);
    }

    [IterationSetup(Targets = [nameof(ControlFirstRun), nameof(FirstRun)])]
    public void PrepareFirstRun()
    {
        _control.PrepareFirstRun();
        _product.PrepareFirstRun();
    }

    [IterationSetup(Targets = [nameof(ControlRerun), nameof(Rerun)])]
    public void PrepareRerun()
    {
        _control.PrepareRerun();
        _product.PrepareRerun();
    }

    [Benchmark]
    public GeneratorDriver ControlFirstRun() => _control.Run();

    [Benchmark]
    public GeneratorDriver FirstRun() => _product.Run();

    [Benchmark]
    public GeneratorDriver ControlRerun() => _control.Run();

    [Benchmark]
    public GeneratorDriver Rerun() => _product.Run();
}
