using AsyncJobs.Benchmarks.Budget;
using AsyncJobs.Benchmarks.Generation;
using AsyncJobs.Benchmarks.Http;
using AsyncJobs.Benchmarks.Running;
using BenchmarkDotNet.Running;

// "compare" is quick and compares; everything else goes to BenchmarkDotNet, whose absolute figures want a quiet machine.
if (args is ["compare", .. var what])
{
    IEnumerable<Comparison> comparisons = what switch
    {
        ["http"] => HttpComparisons.All(),
        ["generator"] => GeneratorComparisons.All(),
        ["budget"] => BudgetComparisons.All(),
        _ => HttpComparisons.All().Concat(GeneratorComparisons.All()).Concat(BudgetComparisons.All()),
    };

    Comparison.PrintHead();
    foreach (Comparison comparison in comparisons)
        comparison.Print();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
