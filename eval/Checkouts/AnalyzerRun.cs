using System.Collections.Immutable;
using AsyncJobs.Analyzers.Rules;
using AsyncJobs.Evaluation.Corpus;
using Microsoft.CodeAnalysis;
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

    /// <summary>All reports, each once even if several projects compile its file.</summary>
    /// <exception cref="InvalidOperationException">An analyzer failed.</exception>
    public static async Task<IReadOnlyList<Report>> RunAsync(Checkout checkout)
    {
        ProjectCompiler compiler = new();
        HashSet<Report> reports = [];
        foreach (ProjectFile project in FunctionProjects.Of(checkout))
        {
            CompilationWithAnalyzers run = compiler.Compile(project).WithAnalyzers(s_analyzers);
            foreach (Diagnostic diagnostic in await run.GetAnalyzerDiagnosticsAsync())
            {
                if (diagnostic.Id == FaultOfAnalyzer)
                    throw new InvalidOperationException($"{checkout.Repository.Name}: {diagnostic}");
                if (diagnostic.Location.SourceTree is not null)
                    reports.Add(ReportOf(diagnostic, checkout));
            }
        }

        return [.. reports];
    }

    private static Report ReportOf(Diagnostic diagnostic, Checkout checkout)
    {
        SyntaxTree tree = diagnostic.Location.SourceTree!;
        SyntaxNode node = tree.GetRoot().FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        SyntaxNode around = node.AncestorsAndSelf().First(static node => node is StatementSyntax or MemberDeclarationSyntax or CompilationUnitSyntax);
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
