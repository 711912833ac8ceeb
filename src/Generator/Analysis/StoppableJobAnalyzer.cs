using System.Collections.Immutable;
using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Suggests a CancellationToken for jobs that cannot learn when to stop.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StoppableJobAnalyzer : JobAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.Unstoppable];

    private protected override void Start(CompilationStartAnalysisContext context, INamedTypeSymbol attribute) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                IMethodSymbol method = (IMethodSymbol)symbol.Symbol;
                if (Find(method, attribute) is not { } found
                    || JobParser.Parse(method, found, new Faults(), symbol.CancellationToken) is not { } job
                    || CanStop(job.Parameters)
                    || (job.Target is { } target && CanStop(target.Parameters)))
                {
                    return;
                }

                symbol.ReportDiagnostic(Diagnostic.Create(Rules.Unstoppable, method.Locations[0], method.Name));
            },
            SymbolKind.Method);

    private static bool CanStop(EquatableArray<ParameterModel> parameters)
    {
        foreach (ParameterModel parameter in parameters)
        {
            if (parameter.Source is BindingSource.JobContext or BindingSource.CancellationToken or BindingSource.Budget)
                return true;
        }

        return false;
    }
}
