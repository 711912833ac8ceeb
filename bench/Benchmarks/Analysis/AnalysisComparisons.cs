using System.Globalization;
using AsyncJobs.Benchmarks.Running;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Benchmarks.Analysis;

/// <summary>The analyzers of outgoing calls beside the SDK's nearest rule, and as a part of the compilation.</summary>
internal static class AnalysisComparisons
{
    private const int Rounds = 4;

    public static IEnumerable<Comparison> All()
    {
        CallingProject project = new();
        AnalyzerRun nearest = new(AnalyzerRun.Nearest, project);
        AnalyzerRun product = new(AnalyzerRun.Product, project);
        yield return new Comparison(
            "analyzers, 10,000 files, 2,000 calls",
            1,
            Rounds,
            new Side("CA2016", nearest.Run, nearest.Prepare),
            new Side("AsyncJobs", product.Run, product.Prepare));

        CSharpCompilation? compilation = null;
        yield return new Comparison(
            "analyzers' run, binding included",
            1,
            Rounds,
            new Side("compilation", () => compilation!.Emit(Stream.Null), () => compilation = project.Fresh()),
            new Side("AsyncJobs", product.Run, product.Prepare));
    }

    /// <summary>Prints which part of a compilation's time is the analyzers' own.</summary>
    public static async Task PrintShareAsync()
    {
        CallingProject project = new();
        AnalyzerRun nearest = new(AnalyzerRun.Nearest, project);
        AnalyzerRun product = new(AnalyzerRun.Product, project);
        for (int i = 0; i < Rounds; i++)
        {
            CSharpCompilation compilation = project.Fresh();
            TimeSpan start = Environment.CpuUsage.TotalTime;
            compilation.Emit(Stream.Null);
            TimeSpan whole = Environment.CpuUsage.TotalTime - start;
            TimeSpan own = await product.OwnTimeAsync();
            TimeSpan nearestOwn = await nearest.OwnTimeAsync();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(i == 0 ? "cold: " : "")}compilation {whole.TotalMilliseconds:0} ms; of the analyzers' own: "
                + $"AsyncJobs {own.TotalMilliseconds:0} ms ({own / whole:0.0 %}), "
                + $"CA2016 {nearestOwn.TotalMilliseconds:0} ms ({nearestOwn / whole:0.0 %})"));
        }
    }
}
