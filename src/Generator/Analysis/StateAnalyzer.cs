using System.Collections.Immutable;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Finds job methods that save or read a state of which [AsyncJob] says nothing, or that it is of another type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StateAnalyzer : JobAnalyzer
{
    private static readonly ImmutableHashSet<string> s_methods = ["State", "SaveStateAsync", "ContinueAsync", "WaitAllAsync"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.NoState];

    private protected override void Start(CompilationStartAnalysisContext context, INamedTypeSymbol attribute) =>
        context.RegisterOperationAction(operation => Check(operation, attribute), OperationKind.Invocation);

    // Only a context that the job's own method takes is that job's for sure.
    private static void Check(OperationAnalysisContext context, INamedTypeSymbol attribute)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (!s_methods.Contains(call.TargetMethod.Name)
            || !call.TargetMethod.ContainingType.Is("AsyncJobs", "JobContext")
            || call.TargetMethod.TypeArguments.LastOrDefault() is not { TypeKind: not (TypeKind.Error or TypeKind.TypeParameter) } type
            || call.Instance is not IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol method }
            || Find(method, attribute) is not { } job)
        {
            return;
        }

        ExternAliases aliases = ExternAliases.Of(context.Compilation);
        ITypeSymbol? state = StateParser.Find(job);
        if (state is { TypeKind: TypeKind.Error } || (state is not null && TypeNames.Key(state, aliases) == TypeNames.Key(type, aliases)))
            return;

        string name = NameOf(type);
        string why = state is null ? "has no State" : $"has the State {NameOf(state)}";
        context.ReportDiagnostic(Diagnostic.Create(Rules.NoState, call.Syntax.GetLocation(), $"{call.TargetMethod.Name}<{name}>", why, name));
    }

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
