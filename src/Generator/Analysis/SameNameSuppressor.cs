using System.Collections.Immutable;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Analysis;

/// <summary>
/// Silences CS0436 where it is about a generated class. Of two projects with one root namespace, each has its AppJobs, and the compiler takes that
/// of the project it compiles, as it should.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SameNameSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor s_sameName = new(
        "AJS0436", "CS0436", "The class is generated for the jobs of this project, and its namesake for those of another one");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [s_sameName];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree)
                continue;

            SyntaxNode node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            SymbolInfo found = context.GetSemanticModel(tree).GetSymbolInfo(node, context.CancellationToken);
            if (found.Symbol is INamedTypeSymbol type && TakenName.IsGenerated(type))
                context.ReportSuppression(Suppression.Create(s_sameName, diagnostic));
        }
    }
}
