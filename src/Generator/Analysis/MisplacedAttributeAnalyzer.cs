using System.Collections.Concurrent;
using System.Collections.Immutable;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Finds [AsyncJob] on local functions and lambda expressions, which are no members of anything.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MisplacedAttributeAnalyzer : JobAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.NotAMethod];

    private protected override void Start(CompilationStartAnalysisContext context, INamedTypeSymbol attribute)
    {
        ConcurrentDictionary<(string, Location), bool> seen = new();
        context.RegisterOperationAction(
            operation =>
            {
                IMethodSymbol method = operation.Operation is ILocalFunctionOperation local
                    ? local.Symbol
                    : ((IAnonymousFunctionOperation)operation.Operation).Symbol;
                if (Find(method, attribute) is { } found)
                {
                    ReportedFaults faults = new(operation.ReportDiagnostic, seen, operation.CancellationToken);
                    JobParser.Parse(method, found, faults, operation.CancellationToken);
                }
            },
            OperationKind.LocalFunction,
            OperationKind.AnonymousFunction);
    }
}
