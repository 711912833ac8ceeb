using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Tests.Harness;

/// <summary>Runs all analyzers as a build does, over a project whose sources say where diagnostics are expected.</summary>
internal static class DiagnosticTest
{
    private const string Neighbour = """
        namespace Neighbourhood;

        public static class Neighbour
        {
            [AsyncJob("POST /neighbour")]
            public static void Thrive(JobContext job) { }
        }
        """;

    private static readonly Lazy<string> s_neighbourAlone = new(() => GeneratorRun.Strict(Neighbour).FileOf("NeighbourThriveJob"));

    /// <inheritdoc cref="VerifyAsync(TestProject)"/>
    public static Task<DiagnosticOutcome> VerifyAsync(params string[] sources) => VerifyAsync(TestProject.Of(sources));

    /// <summary>
    /// Fails unless exactly the marked diagnostics are reported, the generator stays within the rules on these sources, and a sound job
    /// beside them is generated as if it were alone.
    /// </summary>
    public static async Task<DiagnosticOutcome> VerifyAsync(TestProject marked)
    {
        ImmutableArray<(string Path, Markup Markup)> sources = [.. marked.Files.Select(static file => (file.Path, Markup.Parse(file.Text)))];
        TestProject project = (marked with { Files = [.. sources.Select(static source => (source.Path, source.Markup.Text))] })
            .With("Neighbour.cs", TestProject.Usings + Neighbour);

        GeneratorRun run = GeneratorRun.Strict(project);
        Assert.Equal(s_neighbourAlone.Value, run.FileOf("NeighbourThriveJob"));
        return await VerifyAsync(project, sources, run);
    }

    /// <summary>The same without another job, for rules that are about the project as a whole.</summary>
    public static async Task<DiagnosticOutcome> VerifyAloneAsync(TestProject marked)
    {
        ImmutableArray<(string Path, Markup Markup)> sources = [.. marked.Files.Select(static file => (file.Path, Markup.Parse(file.Text)))];
        TestProject project = marked with { Files = [.. sources.Select(static source => (source.Path, source.Markup.Text))] };
        return await VerifyAsync(project, sources, GeneratorRun.Strict(project));
    }

    private static async Task<DiagnosticOutcome> VerifyAsync(TestProject project, ImmutableArray<(string Path, Markup Markup)> sources, GeneratorRun run)
    {
        ImmutableArray<Diagnostic> diagnostics = await AnalyzeAsync(project, run.Output);
        string[] expected =
        [
            .. from source in sources
               from mark in source.Markup.Expected
               select Describe(mark.Id, source.Path, mark.Span.Start, source.Markup.Text.Substring(mark.Span.Start, mark.Span.Length)),
        ];
        string[] actual =
        [
            .. from diagnostic in diagnostics
               let location = diagnostic.Location
               select Describe(
                   diagnostic.Id,
                   location.SourceTree?.FilePath,
                   location.SourceSpan.Start,
                   location.SourceTree?.GetText().ToString(location.SourceSpan)),
        ];
        Assert.Equal(string.Join('\n', expected.Order(StringComparer.Ordinal)), string.Join('\n', actual.Order(StringComparer.Ordinal)));
        return new DiagnosticOutcome(diagnostics, run);
    }

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(TestProject project, Compilation compilation)
    {
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([], project.Options),
            onAnalyzerException: null,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> diagnostics =
            await compilation.WithAnalyzers(Product.Analyzers, options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        // AD0001 is how the compiler reports that an analyzer threw.
        Assert.DoesNotContain(diagnostics, static diagnostic => diagnostic.Id == "AD0001");
        return [.. diagnostics.OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static string Describe(string id, string? path, int start, string? text) => $"{path}({start}): {id} on '{text}'";
}
