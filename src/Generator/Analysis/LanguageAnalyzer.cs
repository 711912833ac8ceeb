using System.Collections.Immutable;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Finds jobs of projects whose C# cannot compile what is generated.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LanguageAnalyzer : JobAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.OldLanguage];

    private protected override void Start(CompilationStartAnalysisContext context, INamedTypeSymbol attribute)
    {
        if (context.Compilation is not CSharpCompilation compilation || ProjectParser.CanCompile(compilation))
            return;

        string version = compilation.LanguageVersion.ToDisplayString();
        context.RegisterSymbolAction(
            symbol =>
            {
                if (Find((IMethodSymbol)symbol.Symbol, attribute) is not null)
                    symbol.ReportDiagnostic(Diagnostic.Create(Rules.OldLanguage, symbol.Symbol.Locations[0], version));
            },
            SymbolKind.Method);
    }
}
