using AsyncJobs.Benchmarks.Http;
using AsyncJobs.Benchmarks.Running;
using BenchmarkDotNet.Running;

// "compare" is quick and compares; everything else goes to BenchmarkDotNet, whose absolute figures want a quiet machine.
if (args is ["compare", ..])
{
    Comparison.PrintHead();
    foreach (Comparison comparison in HttpComparisons.All())
    {
        if (args.Length == 1 || args.Skip(1).Any(word => comparison.Title.Contains(word, StringComparison.OrdinalIgnoreCase)))
            comparison.Print();
    }
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
