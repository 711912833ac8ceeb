using AsyncJobs.Benchmarks.Running;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Benchmarks.Analysis;

/// <summary>The analyzers of outgoing calls beside the SDK's nearest rule, and beside the compilation.</summary>
internal static class AnalysisComparisons
{
    private const int Rounds = 4;

    public static IEnumerable<Comparison> All() => new[] { CallingProject.Create(), LayeredProject.Create() }.SelectMany(Of);

    private static IEnumerable<Comparison> Of(MeasuredCode project)
    {
        AnalyzerRun nearest = new(AnalyzerRun.Nearest, project);
        AnalyzerRun product = new(AnalyzerRun.Product, project);
        yield return new Comparison(
            "analyzers, " + project.Name,
            1,
            Rounds,
            new Side("CA2016", nearest.Run, nearest.Prepare),
            new Side("AsyncJobs", product.Run, product.Prepare));

        CSharpCompilation? compilation = null;
        yield return new Comparison(
            "analyzers' run, binding included, " + project.Name,
            1,
            Rounds,
            new Side("compilation", () => compilation!.Emit(Stream.Null), () => compilation = project.Fresh()),
            new Side("AsyncJobs", product.Run, product.Prepare));
    }
}
