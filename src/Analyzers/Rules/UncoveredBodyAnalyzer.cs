using System.Collections.Immutable;
using AsyncJobs.Analyzers.Clients;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>Finds bodies that are read after the call has returned, without a token.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncoveredBodyAnalyzer : OutgoingCallAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ1009",
        "The reading of the body has no limit",
        "'{0}' reads a body that was not waited for with the headers, and no limit of the call covers it: pass it the token that the call was given",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1009.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow) =>
        context.RegisterOperationAction(operation => Analyze(operation, flow), OperationKind.Invocation);

    private static void Analyze(OperationAnalysisContext context, CallFlow flow)
    {
        IInvocationOperation read = (IInvocationOperation)context.Operation;
        if (!IsReadName(read.TargetMethod.Name) || flow.Code.IsSource(read.TargetMethod))
            return;

        // What a stream reads from the one that it wraps is reported where the wrapper is read.
        if (context.ContainingSymbol is { IsOverride: true, ContainingType: { } type } && flow.Known.IsStreamReader(type))
            return;
        if (flow.Code.Outgoing.TokenOf(read) is { } token && !flow.Values.Of(token.Value, context.CancellationToken).IsUnlimited)
            return;

        foreach (IOperation source in SourcesOf(flow, read))
        {
            if (new StreamedBody(flow.Clients, context.CancellationToken).Of(source))
            {
                Report(context, flow, s_rule, NameOf(read), read.TargetMethod.Name);
                return;
            }
        }
    }

    // Asking for the stream reads nothing yet.
    private static bool IsReadName(string name) =>
        (name.StartsWith("Read", StringComparison.Ordinal) && !name.StartsWith("ReadAsStream", StringComparison.Ordinal))
        || name.StartsWith("CopyTo", StringComparison.Ordinal)
        || name.StartsWith("Deserialize", StringComparison.Ordinal)
        || name.StartsWith("Parse", StringComparison.Ordinal)
        || name.StartsWith("Load", StringComparison.Ordinal);

    private static IEnumerable<IOperation> SourcesOf(CallFlow flow, IInvocationOperation read)
    {
        if (read.Instance is { } instance && IsSource(flow, instance.Type))
            yield return instance;

        foreach (IArgumentOperation argument in read.Arguments)
        {
            IOperation value = argument.Value is IConversionOperation conversion ? conversion.Operand : argument.Value;
            if (IsSource(flow, value.Type))
                yield return value;
        }
    }

    private static bool IsSource(CallFlow flow, ITypeSymbol? type) => flow.Known.IsStreamReader(type) || flow.Known.Http.IsContent(type);
}
