using AsyncJobs.Benchmarks.Analysis;
using AsyncJobs.Benchmarks.Budget;
using AsyncJobs.Benchmarks.Generation;
using AsyncJobs.Benchmarks.Http;
using AsyncJobs.Benchmarks.Running;
using BenchmarkDotNet.Running;

// "compare" is quick and compares, "share" tells the analyzers' part of a compilation; everything else goes to BenchmarkDotNet, whose absolute figures want a quiet machine.
if (args is ["compare", .. var what])
{
    IEnumerable<Comparison> comparisons = what switch
    {
        ["http"] => HttpComparisons.All(),
        ["generator"] => GeneratorComparisons.All(),
        ["analysis"] => AnalysisComparisons.All(),
        ["budget"] => BudgetComparisons.All(),
        _ => HttpComparisons.All().Concat(GeneratorComparisons.All()).Concat(AnalysisComparisons.All()).Concat(BudgetComparisons.All()),
    };

    Comparison.PrintHead();
    foreach (Comparison comparison in comparisons)
        comparison.Print();
}
else if (args is ["share"])
{
    await AnalysisComparisons.PrintShareAsync();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
