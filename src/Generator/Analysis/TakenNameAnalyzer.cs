using System.Collections.Immutable;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Finds types and namespaces of a project with jobs that have the name of a class that is generated for it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TakenNameAnalyzer : JobAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.TakenName];

    private protected override void Start(CompilationStartAnalysisContext context, INamedTypeSymbol attribute)
    {
        string rootNamespace = ProjectParser.RootNamespace(
            context.Options.AnalyzerConfigOptionsProvider.GlobalOptions, context.Compilation.AssemblyName ?? "");
        if (TakenName.Find(context.Compilation, rootNamespace, ProjectParser.HandlersOf(context.Compilation, rootNamespace)) is not { } taken)
            return;

        FoundJobs jobs = new();
        context.RegisterSymbolAction(symbol => jobs.Add(symbol, Find((IMethodSymbol)symbol.Symbol, attribute)), SymbolKind.Method);
        context.RegisterCompilationEndAction(end =>
        {
            if (!jobs.Set.All.IsEmpty)
            {
                end.ReportDiagnostic(Diagnostic.Create(
                    Rules.TakenName, taken.Locations[0], taken.Name, taken is INamespaceSymbol ? "namespace" : "type"));
            }
        });
    }
}
