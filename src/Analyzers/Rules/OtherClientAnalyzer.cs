using System.Collections.Immutable;
using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Destinations;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Known.Libraries;
using AsyncJobs.Analyzers.Values;
using AsyncJobs.Analyzers.Waits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>Finds fixed timeouts and deadlines of other libraries' HTTP clients, and their calls that nothing ends.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OtherClientAnalyzer : OutgoingCallAnalyzer
{
    private const string OfCall = "The time of the call";
    private const string ByAttribute = "a constant by its [Timeout], and the call is given no token";
    private const string NoTime = "unlimited or its library's default, since neither the call nor its client is given a token or a time";

    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ1006",
        "The client's call does not end with the invocation's time",
        "{0} is {1}, whatever time the invocation has left: make it from the remaining time less a reserve, or pass the budget's token",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1006.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        context.RegisterOperationAction(operation => AnalyzeCall(operation, flow), OperationKind.Invocation);
        if (!flow.Limits.Possible.Has(Destination.OtherClient, context.CancellationToken))
            return;

        context.RegisterOperationAction(operation => AnalyzeAssignment(operation, flow), OperationKind.SimpleAssignment);
        context.RegisterOperationAction(operation => AnalyzeTimes(operation, flow), OperationKind.Invocation, OperationKind.ObjectCreation);
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, CallFlow flow)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation property && Limit.OfProperty(flow.Known, property) == Destination.OtherClient
            && flow.Values.Of(assignment.Value, context.CancellationToken) is { IsFixed: true } origin
            && !IsCap(assignment, flow, context.CancellationToken))
        {
            string name = $"{property.Property.ContainingType.Name}.{property.Property.Name}";
            Report(context, flow, s_rule, assignment.Syntax.GetLocation(), name, FixedText.Of(origin));
        }
        else if (PassedTimes.OfAssigned(flow.Limits, assignment, Destination.OtherClient, context.CancellationToken) is { } passed)
        {
            Report(context, flow, s_rule, assignment.Value.Syntax.GetLocation(), OfCall, FixedText.Of(passed));
        }
    }

    private static void AnalyzeTimes(OperationAnalysisContext context, CallFlow flow)
    {
        foreach (IArgumentOperation argument in LimitValues.ArgumentsThatMayLimit(flow.Known, context.Operation))
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && Limit.OfArgument(flow.Known, argument) == Destination.OtherClient
                && flow.Values.Of(argument.Value, context.CancellationToken) is { IsFixed: true } origin
                && !IsCap(argument, flow, context.CancellationToken))
            {
                bool isOwnName = context.Operation is IInvocationOperation { TargetMethod: { } method } && Limit.IsNamedForIt(flow.Known, method);
                Location at = isOwnName ? NameOf((IInvocationOperation)context.Operation) : ExpressionOf(argument);
                Report(context, flow, s_rule, at, OfCall, FixedText.Of(origin));
            }
        }

        foreach ((IArgumentOperation argument, ValueOrigin origin) in PassedOf(context, flow))
            Report(context, flow, s_rule, ExpressionOf(argument), OfCall, FixedText.Of(origin));
    }

    private static void AnalyzeCall(OperationAnalysisContext context, CallFlow flow)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        OutgoingMethod method = flow.Code.Outgoing.Of(call.TargetMethod);
        if (method.NeedingLimit is { } library)
        {
            if (IsUnlimited(call, library, flow, context.CancellationToken))
                Report(context, call, flow, library.HasFixedTime(call.TargetMethod) ? ByAttribute : NoTime);
        }
        else if (method.MayHandTokenOn && PassesNothing(call, flow, context.CancellationToken))
        {
            Report(context, call, flow, NoTime);
        }
    }

    private static void Report(OperationAnalysisContext context, IInvocationOperation call, CallFlow flow, string time) =>
        Report(context, flow, s_rule, NameOf(call), $"The time of '{call.TargetMethod.Name}'", time);

    private static bool IsCap(IOperation limit, CallFlow flow, CancellationToken cancellationToken) =>
        new RequestCalls(flow.Values, cancellationToken).AreCapped(limit);

    private static bool IsUnlimited(IInvocationOperation call, KnownLibrary library, CallFlow flow, CancellationToken cancellationToken) =>
        !new GivenLimit(flow.Values, cancellationToken).IsStepToken(call.Arguments)
        && !new LibraryLimit(flow.Clients, cancellationToken).IsOf(call, library)
        && !WaitedCalls.Contain(flow.Values, call, cancellationToken);

    // A method of the project that hands its token on to such a call, and is called without one; or the execution of a pipeline that does.
    private static bool PassesNothing(IInvocationOperation call, CallFlow flow, CancellationToken cancellationToken) =>
        (flow.Code.IsSource(call.TargetMethod)
            ? PassedTokens.LeaveOpen(flow.Limits, call, Destination.OpenLibraryCall, static token => token.IsUnlimited, cancellationToken)
            : OpenExecutions.LeaveOpen(flow.Limits, call, Destination.OpenLibraryCall, static token => token.IsUnlimited, cancellationToken))
        && !WaitedCalls.Contain(flow.Values, call, cancellationToken);

    private static IEnumerable<(IArgumentOperation Argument, ValueOrigin Origin)> PassedOf(OperationAnalysisContext context, CallFlow flow) =>
        PassedTimes.Of(flow.Limits, context.Operation, Destination.OtherClient, context.CancellationToken);
}
