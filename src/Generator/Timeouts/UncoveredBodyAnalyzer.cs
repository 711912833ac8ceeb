using System.Collections.Immutable;
using AsyncJobs.Generator.Flow;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>Finds bodies that are read after the call has returned, without a token.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncoveredBodyAnalyzer : OutgoingCallAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TimeoutRules.UncoveredBody];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow) =>
        context.RegisterOperationAction(operation => Analyze(operation, flow), OperationKind.Invocation);

    private static void Analyze(OperationAnalysisContext context, CallFlow flow)
    {
        IInvocationOperation read = (IInvocationOperation)context.Operation;
        if (!IsReadName(read.TargetMethod.Name) || flow.Code.IsSource(read.TargetMethod))
            return;

        // What a stream reads from the one that it wraps is reported where the wrapper is read.
        if (context.ContainingSymbol is { IsOverride: true, ContainingType: { } type } && StreamedBody.IsReader(type))
            return;
        if (OutgoingCall.TokenOf(read) is { } token && !flow.OriginOf(token.Value, context.CancellationToken).IsUnlimited)
            return;

        foreach (IOperation source in SourcesOf(read))
        {
            if (new StreamedBody(flow, context.CancellationToken).IsStreamed(source))
            {
                Report(context, flow, TimeoutRules.UncoveredBody, NameOf(read), read.TargetMethod.Name);
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

    private static IEnumerable<IOperation> SourcesOf(IInvocationOperation read)
    {
        if (read.Instance is { } instance && IsSource(instance.Type))
            yield return instance;

        foreach (IArgumentOperation argument in read.Arguments)
        {
            IOperation value = argument.Value is IConversionOperation conversion ? conversion.Operand : argument.Value;
            if (IsSource(value.Type))
                yield return value;
        }
    }

    private static bool IsSource(ITypeSymbol? type) => StreamedBody.IsReader(type) || (type is not null && type.DerivesFrom(Library.Http, "HttpContent"));
}
