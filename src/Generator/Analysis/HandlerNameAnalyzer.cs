using System.Collections.Immutable;
using System.Globalization;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Finds jobs of a class library whose handlers Lambda does not take.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerNameAnalyzer : JobAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.HandlerTooLong];

    private protected override void Start(CompilationStartAnalysisContext context, INamedTypeSymbol attribute)
    {
        string rootNamespace = ProjectParser.RootNamespace(
            context.Options.AnalyzerConfigOptionsProvider.GlobalOptions, context.Compilation.AssemblyName ?? "");
        if (ProjectParser.HandlersOf(context.Compilation, rootNamespace) is not { } handlers)
            return;

        context.RegisterSymbolAction(
            symbol =>
            {
                IMethodSymbol method = (IMethodSymbol)symbol.Symbol;
                if (Find(method, attribute) is { } found
                    && JobParser.Parse(method, found, new Faults(), symbol.CancellationToken) is { } job
                    && !HandlerName.Fits(handlers, job))
                {
                    Report(symbol, found, HandlerName.Of(handlers, HandlerName.LongestOf(job))!);
                }
            },
            SymbolKind.Method);
    }

    private static void Report(SymbolAnalysisContext context, AttributeData attribute, string handler) =>
        context.ReportDiagnostic(Diagnostic.Create(
            Rules.HandlerTooLong,
            FaultLocator.Locate(FaultSite.Property(attribute, "Name"), context.CancellationToken),
            handler,
            Text(handler.Length),
            Text(handler.Length - HandlerName.Longest)));

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
