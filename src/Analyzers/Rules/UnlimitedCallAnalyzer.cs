using System.Collections.Immutable;
using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Destinations;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Waits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>Finds HTTP calls that nothing ends when the invocation's time does.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnlimitedCallAnalyzer : OutgoingCallAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ1002",
        "The call does not end with the invocation's time",
        "'{0}' is given no token, so it may outlast the invocation: pass it the token of the budget, or give the client a BudgetHandler",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1002.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        context.RegisterOperationAction(operation => Analyze(operation, flow), OperationKind.Invocation);
        context.RegisterOperationAction(operation => AnalyzeMethodGroup(operation, flow), OperationKind.MethodReference);
    }

    private static void Analyze(OperationAnalysisContext context, CallFlow flow)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        OutgoingMethod method = flow.Code.Outgoing.Of(call.TargetMethod);
        bool isOpen = method.Kind switch
        {
            OutgoingKind.Http => IsUnlimited(call, flow, context.CancellationToken)
                && !new ClientGuard(flow.Clients, context.CancellationToken).Of(OutgoingClient.Of(call)),
            OutgoingKind.None => method.MayHandTokenOn && (flow.Code.IsSource(call.TargetMethod)
                ? PassesNothing(call, flow, context.CancellationToken)
                : ExecutesWithNothing(call, flow, context.CancellationToken)),
            _ => false,
        };
        if (isOpen && !WaitedCalls.Contain(flow.Values, call, context.CancellationToken))
            Report(context, flow, s_rule, NameOf(call), call.TargetMethod.Name);
    }

    // urls.Select(client.GetStringAsync): the delegate has no place for a token.
    private static void AnalyzeMethodGroup(OperationAnalysisContext context, CallFlow flow)
    {
        IMethodReferenceOperation reference = (IMethodReferenceOperation)context.Operation;
        if (flow.Code.Outgoing.IsHttp(reference.Method) && !reference.Method.Parameters.Any(parameter => flow.Known.IsToken(parameter.Type))
            && !new ClientGuard(flow.Clients, context.CancellationToken).Of(reference.Instance))
        {
            Report(context, flow, s_rule, NameOf(reference), reference.Method.Name);
        }
    }

    private static bool IsUnlimited(IInvocationOperation call, CallFlow flow, CancellationToken cancellationToken) =>
        flow.Code.Outgoing.TokenOf(call) is not { } token || flow.Values.Of(token.Value, cancellationToken).IsUnlimited;

    // A pipeline without a timeout, whose token is the one that it is given.
    private static bool ExecutesWithNothing(IInvocationOperation call, CallFlow flow, CancellationToken cancellationToken) =>
        OpenExecutions.LeaveOpen(flow.Limits, call, Destination.UnguardedCall, static token => token.IsUnlimited, cancellationToken);

    // A method of the project that hands its token on to an HTTP call, and is called without one.
    private static bool PassesNothing(IInvocationOperation call, CallFlow flow, CancellationToken cancellationToken) =>
        PassedTokens.LeaveOpen(flow.Limits, call, Destination.UnguardedCall, static token => token.IsUnlimited, cancellationToken);
}
