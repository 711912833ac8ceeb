using System.Runtime;
using AsyncJobs.Benchmarks.Analysis;
using AsyncJobs.Benchmarks.Budget;
using AsyncJobs.Benchmarks.Functions;
using AsyncJobs.Benchmarks.Generation;
using AsyncJobs.Benchmarks.Http;
using AsyncJobs.Benchmarks.Running;
using AsyncJobs.Benchmarks.Table;
using BenchmarkDotNet.Running;

// A thread of the pool that has nothing to do turns around for a while before it sleeps. Where calls wait for a socket, that would count as the time
// of whoever runs.
const string SpinLimit = "DOTNET_ThreadPool_UnfairSemaphoreSpinLimit";

// As functions are started that do not come from a snapshot; snap-start shows what the others save.
const string Initialization = "AWS_LAMBDA_INITIALIZATION_TYPE";
Environment.SetEnvironmentVariable(Initialization, Environment.GetEnvironmentVariable(Initialization) ?? "on-demand");

// "compare" is quick and compares, "share" tells the analyzers' part of a compilation, also of a checkout, and "cold" simulates requests; everything
// else goes to BenchmarkDotNet, whose absolute figures want a quiet machine.
if (args is ["compare", .. var what])
{
    if (what is (["budget"] or ["table"]) && Environment.GetEnvironmentVariable(SpinLimit) is null)
    {
        await OwnProcess.RunAgainAsync(args, SpinLimit, "0");
        return;
    }

    if (what is ["table"])
    {
        await TableComparisons.PrintAsync();
        return;
    }

    IEnumerable<Comparison> comparisons = what switch
    {
        ["http"] => HttpComparisons.All(),
        ["http", var endpoint] => HttpComparisons.All().Where(comparison => comparison.Title == endpoint),
        ["generator"] => GeneratorComparisons.All(),
        ["analysis"] => AnalysisComparisons.All(),
        ["budget"] => BudgetComparisons.All(),
        _ => HttpComparisons.All().Concat(GeneratorComparisons.All()).Concat(AnalysisComparisons.All()),
    };

    Comparison.PrintHead();
    foreach (Comparison comparison in comparisons)
        comparison.Print();
    if (what is [])
        await OwnProcess.RunAgainAsync(["compare", "budget"], SpinLimit, "0");
}
else if (args is ["share", .. var folders] && folders.Length <= 1)
{
    // The compiler's own collector: without it a collection in the midst of an analyzer's work, of all that the compiler has made, counts as the
    // analyzer's.
    if (GCSettings.IsServerGC)
        AnalysisShare.Print(folders.FirstOrDefault());
    else
        await OwnProcess.RunAgainAsync(args, "DOTNET_gcServer", "1");
}
else if (args is ["cold"])
{
    ColdAccepts.Print();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Comparison).Assembly).Run(args);
}
