using System.Collections.Immutable;
using AsyncJobs.Analyzers.Rules;
using AsyncJobs.Evaluation.Corpus;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Evaluation.Checkouts;

/// <summary>Has the analyzers look at a checkout.</summary>
internal static class AnalyzerRun
{
    private const string FaultOfAnalyzer = "AD0001";

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(OutgoingCallAnalyzer).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsAssignableTo(typeof(DiagnosticAnalyzer)))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .Where(static analyzer => analyzer.SupportedDiagnostics.Any(static rule => rule.Id.StartsWith("AJ1", StringComparison.Ordinal))),
    ];

    /// <summary>Runs them over each function project.</summary>
    /// <exception cref="InvalidOperationException">An analyzer failed.</exception>
    public static async Task<CheckoutOutcome> RunAsync(Checkout checkout, IReadOnlyCollection<SourcePlace> places)
    {
        ProjectCompiler compiler = new();
        HashSet<Report> reports = [];
        HashSet<SourceFile> files = [];
        HashSet<SourcePlace> unbound = [];
        foreach (ProjectFile project in FunctionProjects.Of(checkout.Folder))
        {
            CSharpCompilation compilation = compiler.Compile(project);
            foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(static tree => tree.FilePath.Length > 0))
            {
                SourceFile file = new(checkout.Repository.Name, checkout.PathOf(tree.FilePath));
                files.Add(file);
                unbound.UnionWith(places.Where(place => place.File == file && !Statement.Binds(compilation.GetSemanticModel(tree), place.Line)));
            }

            AnalyzerOptions options = new([], new ProjectProperties(project));
            foreach (Diagnostic diagnostic in await compilation.WithAnalyzers(s_analyzers, options).GetAnalyzerDiagnosticsAsync())
            {
                if (diagnostic.Id == FaultOfAnalyzer)
                    throw new InvalidOperationException($"{checkout.Repository.Name}: {diagnostic}");
                if (diagnostic.Location.SourceTree is not null)
                    reports.Add(ReportOf(diagnostic, checkout));
            }
        }

        return new CheckoutOutcome(reports, files, unbound);
    }

    private static Report ReportOf(Diagnostic diagnostic, Checkout checkout)
    {
        SyntaxTree tree = diagnostic.Location.SourceTree!;
        SyntaxNode around = Statement.Around(tree.GetRoot().FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true));
        FileLinePositionSpan whole = tree.GetLineSpan(around.Span);
        FileLinePositionSpan own = diagnostic.Location.GetLineSpan();
        bool hasBlock = around.DescendantNodes().Any(static node => node is BlockSyntax);
        return new Report(
            new SourcePlace(checkout.Repository.Name, checkout.PathOf(tree.FilePath), own.StartLinePosition.Line + 1),
            diagnostic.Id,
            whole.StartLinePosition.Line + 1,
            (hasBlock ? own : whole).EndLinePosition.Line + 1);
    }
}
