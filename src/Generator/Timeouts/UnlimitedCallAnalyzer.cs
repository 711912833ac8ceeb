using System.Collections.Immutable;
using AsyncJobs.Generator.Flow;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>Finds HTTP calls that nothing ends when the invocation's time does.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnlimitedCallAnalyzer : OutgoingCallAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TimeoutRules.UnlimitedCall];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        context.RegisterOperationAction(operation => Analyze(operation, flow), OperationKind.Invocation);
        context.RegisterOperationAction(operation => AnalyzeMethodGroup(operation, flow), OperationKind.MethodReference);
    }

    private static void Analyze(OperationAnalysisContext context, CallFlow flow)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        bool isOpen = OutgoingCall.KindOf(call, flow.Settings) switch
        {
            OutgoingKind.Http => IsUnlimited(call, flow, context.CancellationToken)
                && !new ClientGuard(flow, context.CancellationToken).IsGuarded(OutgoingCall.ClientOf(call)),
            OutgoingKind.None => flow.Code.IsSource(call.TargetMethod) && PassesNothing(call, flow, context.CancellationToken),
            _ => false,
        };
        if (isOpen && !WaitAround.Covers(flow, call, context.CancellationToken))
            Report(context, flow, TimeoutRules.UnlimitedCall, NameOf(call), call.TargetMethod.Name);
    }

    // urls.Select(client.GetStringAsync): the delegate has no place for a token.
    private static void AnalyzeMethodGroup(OperationAnalysisContext context, CallFlow flow)
    {
        IMethodReferenceOperation reference = (IMethodReferenceOperation)context.Operation;
        if (OutgoingCall.IsHttp(reference.Method, flow.Settings) && !reference.Method.Parameters.Any(static parameter => Library.IsToken(parameter.Type))
            && !new ClientGuard(flow, context.CancellationToken).IsGuarded(reference.Instance))
        {
            Report(context, flow, TimeoutRules.UnlimitedCall, NameOf(reference), reference.Method.Name);
        }
    }

    private static bool IsUnlimited(IInvocationOperation call, CallFlow flow, CancellationToken cancellationToken) =>
        OutgoingCall.TokenOf(call) is not { } token || flow.OriginOf(token.Value, cancellationToken).IsUnlimited;

    // A method of the project that hands its token on to an HTTP call, and is called without one.
    private static bool PassesNothing(IInvocationOperation call, CallFlow flow, CancellationToken cancellationToken)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter || !Library.IsToken(parameter.Type) || !flow.OriginOf(argument.Value, cancellationToken).IsUnlimited)
                continue;
            if (parameter.FindAttribute("System.Runtime.CompilerServices", "EnumeratorCancellationAttribute") is not null)
                continue;

            Destinations limited = DestinationFinder.OfParameter(flow, parameter, cancellationToken);
            if ((limited & Destinations.UnguardedCall) != 0 && (limited & Destinations.Linked) == 0)
                return true;
        }

        return false;
    }
}
