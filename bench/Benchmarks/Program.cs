using System.Runtime;
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
    // The compiler's own collector: without it a collection in the midst of an analyzer's work, of all that the compiler has made, counts as the analyzer's.
    if (GCSettings.IsServerGC)
        await AnalysisComparisons.PrintShareAsync();
    else
        await OwnProcess.RunAgainAsync(args, "DOTNET_gcServer", "1");
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
