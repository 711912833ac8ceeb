using System.Collections.Concurrent;
using System.Collections.Immutable;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Tells what keeps a method from being a job, as far as the method and its class alone show it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JobMethodAnalyzer : JobAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.BadRoute,
        Rules.UnboundPlaceholder,
        Rules.UnknownPlaceholder,
        Rules.ReservedRoute,
        Rules.BadName,
        Rules.NoDefaultName,
        Rules.LimitOutOfRange,
        Rules.SeveralBodies,
        Rules.BodyWithoutContent,
        Rules.UnbindableParameter,
        Rules.NotScalar,
        Rules.Generic,
        Rules.NotCallable,
        Rules.InaccessibleType,
        Rules.UnclearConstructor,
        Rules.RequiredMembers,
        Rules.UnsupportedResult,
        Rules.NotAMethod,
        Rules.SeveralSources,
        Rules.BadAuthorizer,
        Rules.ForeignSource,
        Rules.TakenJobName,
        Rules.BadHeader,
        Rules.NoEffect,
        Rules.NoService,
        Rules.RepeatedStart,
        Rules.NoRequest,
    ];

    private protected override void Start(CompilationStartAnalysisContext context, INamedTypeSymbol attribute)
    {
        ConcurrentDictionary<(string, Location), bool> seen = new();
        bool allowsManagedTimeouts = ProjectParser.HasCapacityProvider(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
        context.RegisterSymbolAction(
            symbol =>
            {
                IMethodSymbol method = (IMethodSymbol)symbol.Symbol;
                if (Find(method, attribute) is { } found)
                {
                    ReportedFaults faults = new(symbol.ReportDiagnostic, seen, symbol.CancellationToken)
                    {
                        AllowsManagedTimeouts = allowsManagedTimeouts,
                    };
                    JobParser.Parse(method, found, faults, symbol.CancellationToken);
                }
            },
            SymbolKind.Method);
    }
}
