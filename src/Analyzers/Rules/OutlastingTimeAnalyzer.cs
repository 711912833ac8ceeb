using System.Collections.Immutable;
using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Destinations;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>Finds limits that are made from the remaining time and yet may be longer: with a floor, or kept for a later invocation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OutlastingTimeAnalyzer : OutgoingCallAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ1011",
        "The limit may be longer than what remains",
        "The limit {0}, so it may be longer than what remains: compute it where it is needed from what remains then, with no floor above zero",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1011.md");

    private const string Floor = "is never less than a constant";

    private const Destination Limits =
        Destination.ClientTimeout | Destination.Cancellation | Destination.Wait | Destination.Pipeline | Destination.OtherClient;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        if (!flow.Values.MayBeDerived(context.CancellationToken))
            return;

        context.RegisterOperationAction(operation => AnalyzeFloor(operation, flow), OperationKind.Invocation, OperationKind.Conditional);
        context.RegisterOperationAction(
            operation => AnalyzeAssignment(operation, flow), OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment);
    }

    private static void AnalyzeFloor(OperationAnalysisContext context, CallFlow flow)
    {
        // What a floor looks like is told at once; where its operands come from is a search.
        bool mayBeFloor = context.Operation switch
        {
            IInvocationOperation { TargetMethod.Name: "Max" or "Clamp" } invocation =>
                flow.Known.IsArithmetic(invocation.TargetMethod.ContainingType)
                && invocation.Arguments.Any(argument => ConstantTime.IsLong(flow.Known, argument.Value, invocation)),
            IConditionalOperation { WhenFalse: not null } conditional => flow.Known.IsTime(conditional.Type)
                && ChoiceOrigin.Comparison(conditional.Condition) is { } comparison
                && (ConstantTime.IsLong(flow.Known, conditional.WhenTrue, comparison)
                    || ConstantTime.IsLong(flow.Known, conditional.WhenFalse, comparison)),
            _ => false,
        };
        if (mayBeFloor && HasFloor(flow, context.Operation, context.CancellationToken)
            && IsLimit(flow, context.Operation, context.CancellationToken)
            && !context.Operation.ChildOperations.Any(operand => HasFloor(flow, ValueOf(operand), context.CancellationToken)))
        {
            Report(context, flow, s_rule, context.Operation.Syntax.GetLocation(), Floor);
        }
    }

    private static IOperation ValueOf(IOperation operand) => operand is IArgumentOperation argument ? argument.Value : operand;

    // A floor under a time that is capped by something derived, or limits nothing, does no harm.
    private static bool IsLimit(CallFlow flow, IOperation value, CancellationToken cancellationToken)
    {
        DestinationFinder finder = new(flow.Limits, cancellationToken) { TakesAnySource = true, IsItselfDerived = true };
        Destination limited = finder.Of(value) & Limits;
        return limited != Destination.None && !(limited == Destination.ClientTimeout && AreReported(flow, finder.ClientTimeouts, cancellationToken));
    }

    // A client that should not be made or set up for an invocation has no such timeout once that is mended.
    private static bool AreReported(CallFlow flow, List<ISimpleAssignmentOperation> timeouts, CancellationToken cancellationToken) =>
        timeouts.Count > 0 && timeouts.TrueForAll(timeout => OperationTree.MethodOf(timeout) is { } member
            && new ClientsPerInvocation(flow.Values, cancellationToken).IsReported(timeout.Value, member));

    private static bool HasFloor(CallFlow flow, IOperation operation, CancellationToken cancellationToken) =>
        flow.Values.Of(operation, cancellationToken) is { IsDerived: true } origin && origin.Has(ValueKinds.HasFloor);

    private static void AnalyzeAssignment(OperationAnalysisContext context, CallFlow flow)
    {
        IAssignmentOperation assignment = (IAssignmentOperation)context.Operation;
        if (assignment.Target is ILocalReferenceOperation local)
        {
            if (flow.Known.IsTime(local.Type) && new OriginEvaluator(flow.Values, context.CancellationToken).IsFloor(assignment)
                && IsLimit(flow, assignment.Value, context.CancellationToken))
            {
                Report(context, flow, s_rule, assignment.Value.Syntax.GetLocation(), Floor);
            }

            return;
        }

        if (KeptTime.In(flow.Values, assignment, context.ContainingSymbol, context.CancellationToken) is { } member)
            Report(context, flow, s_rule, assignment.Value.Syntax.GetLocation(), $"in '{member.Name}' is kept from one invocation for later ones");
    }
}
