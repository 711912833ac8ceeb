using System.Globalization;
using AsyncJobs.Benchmarks.Running;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Benchmarks.Analysis;

/// <summary>
/// Which part of a compilation's time is the analyzers' own. The compilation is the compiler's binding and writing without any analyzer. An
/// analyzer's own time has in it what it makes the compiler bind, which the compiler does once for all analyzers: what they add to an analysis is
/// told as well.
/// </summary>
internal static class AnalysisShare
{
    private const int Rounds = 4;

    /// <summary>Prints it for the projects that are made here, or for those of a checkout.</summary>
    public static void Print(string? folder)
    {
        foreach (MeasuredCode project in folder is null ? [CallingProject.Create(), LayeredProject.Create()] : MeasuredCode.Of(folder))
            Print(project);
    }

    private static void Print(MeasuredCode project)
    {
        int files = project.Compilation.SyntaxTrees.Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{project.Name}: {files} files, {project.Lines} lines"));
        AnalyzerRun nearest = new(AnalyzerRun.Nearest, project);
        AnalyzerRun product = new(AnalyzerRun.Product, project);
        AnalyzerRun idle = new(AnalyzerRun.Idle, project);
        for (int i = 0; i < Rounds; i++)
        {
            CSharpCompilation compilation = project.Fresh();
            TimeSpan whole = ThreadTime.Of(() => compilation.Emit(Stream.Null));
            IReadOnlyDictionary<string, TimeSpan> own = product.OwnTimes();
            TimeSpan sum = Sum(own.Values);
            TimeSpan nearestOwn = Sum(nearest.OwnTimes().Values);
            TimeSpan added = TimeOf(product) - TimeOf(idle);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(i == 0 ? "cold: " : "")}compilation {whole.TotalMilliseconds:0} ms; "
                + $"own: AsyncJobs {sum.TotalMilliseconds:0} ms ({sum / whole:0.0 %}), "
                + $"CA2016 {nearestOwn.TotalMilliseconds:0} ms ({nearestOwn / whole:0.0 %}); "
                + $"AsyncJobs adds {added.TotalMilliseconds:0} ms ({added / whole:0.0 %}) to analysis"));
            if (i is 0 or Rounds - 1)
                PrintRules(own);
        }
    }

    private static TimeSpan TimeOf(AnalyzerRun run)
    {
        run.Prepare();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        run.Run();
        return Environment.CpuUsage.TotalTime - start;
    }

    private static void PrintRules(IReadOnlyDictionary<string, TimeSpan> own) =>
        Console.WriteLine("    " + string.Join(", ", own.OrderBy(static rule => rule.Key, StringComparer.Ordinal).Select(static rule =>
            string.Create(CultureInfo.InvariantCulture, $"{rule.Key} {rule.Value.TotalMilliseconds:0.0} ms"))));

    private static TimeSpan Sum(IEnumerable<TimeSpan> times) => times.Aggregate(TimeSpan.Zero, static (sum, time) => sum + time);
}
