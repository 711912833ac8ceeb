using System.Collections.Immutable;
using AsyncJobs.Generator.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>Finds limits that are made from the remaining time and yet may be longer: with a floor, or kept for a later invocation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OutlastingTimeAnalyzer : OutgoingCallAnalyzer
{
    private const string Floor = "The limit is never less than a constant, also when less than that remains: use a floor of zero, and skip a call for which too little time is left";
    private const string Snapshot = "'{0}' keeps the remaining time of one invocation for later ones: compute the limit from the current invocation where it is needed";

    private const Destinations Limits =
        Destinations.ClientTimeout | Destinations.Cancellation | Destinations.Wait | Destinations.Pipeline | Destinations.OtherClient;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TimeoutRules.OutlastingTime];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        context.RegisterOperationAction(operation => AnalyzeFloor(operation, flow), OperationKind.Invocation, OperationKind.Conditional);
        context.RegisterOperationAction(operation => AnalyzeAssignment(operation, flow), OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment);
    }

    private static void AnalyzeFloor(OperationAnalysisContext context, CallFlow flow)
    {
        bool mayBeFloor = context.Operation switch
        {
            IInvocationOperation { TargetMethod.Name: "Max" or "Clamp" } invocation => Library.IsArithmetic(invocation.TargetMethod.ContainingType),
            IConditionalOperation { WhenFalse: not null } conditional => Library.IsTime(conditional.Type) && Compares(conditional.Condition),
            _ => false,
        };
        if (mayBeFloor && HasFloor(flow, context.Operation, context.CancellationToken)
            && IsLimit(flow, context.Operation, context.CancellationToken)
            && !context.Operation.ChildOperations.Any(operand => HasFloor(flow, operand is IArgumentOperation argument ? argument.Value : operand, context.CancellationToken)))
        {
            Report(context, flow, TimeoutRules.OutlastingTime, context.Operation.Syntax.GetLocation(), Floor);
        }
    }

    private static bool Compares(IOperation condition) => condition switch
    {
        IParenthesizedOperation parenthesized => Compares(parenthesized.Operand),
        IBinaryOperation binary => ArithmeticOrigin.IsComparison(binary.OperatorKind),
        _ => false,
    };

    // A floor under a time that is capped by something derived, or limits nothing, does no harm.
    private static bool IsLimit(CallFlow flow, IOperation value, CancellationToken cancellationToken) =>
        (new DestinationFinder(flow, cancellationToken) { TakesAnySource = true, IsItselfDerived = true }.Of(value) & Limits) != 0;

    private static bool HasFloor(CallFlow flow, IOperation operation, CancellationToken cancellationToken) =>
        flow.OriginOf(operation, cancellationToken) is { IsDerived: true } origin && origin.Has(ValueKinds.HasFloor);

    private static void AnalyzeAssignment(OperationAnalysisContext context, CallFlow flow)
    {
        IAssignmentOperation assignment = (IAssignmentOperation)context.Operation;
        if (assignment.Target is ILocalReferenceOperation local)
        {
            if (Library.IsTime(local.Type) && new OriginEvaluator(flow, context.CancellationToken).IsFloor(assignment)
                && IsLimit(flow, assignment.Value, context.CancellationToken))
                Report(context, flow, TimeoutRules.OutlastingTime, assignment.Value.Syntax.GetLocation(), Floor);
            return;
        }

        ISymbol? member = assignment.Target switch
        {
            IFieldReferenceOperation field => field.Field,
            IPropertyReferenceOperation property => property.Property,
            _ => null,
        };
        if (member is null || !flow.Code.IsSource(member))
            return;

        // What a constructor sets belongs to an object that may be the invocation's own.
        bool isKept = context.ContainingSymbol is IMethodSymbol { MethodKind: not MethodKind.Constructor }
            && (assignment is ICoalesceAssignmentOperation || IsUnderNullCheck(assignment, member))
            && (member.IsStatic || IsKeptByHandler(flow, member.ContainingType));
        bool isDuration = Library.IsTimeSpan(assignment.Target.Type) || Library.IsNumber(assignment.Target.Type);
        if ((isKept || (member.IsStatic && isDuration)) && IsSnapshot(flow, assignment, context.CancellationToken))
            Report(context, flow, TimeoutRules.OutlastingTime, assignment.Value.Syntax.GetLocation(), string.Format(System.Globalization.CultureInfo.InvariantCulture, Snapshot, member.Name));
    }

    // Lambda makes the handler's object once; other objects may be made for each invocation.
    private static bool IsKeptByHandler(CallFlow flow, INamedTypeSymbol type) =>
        type.GetMembers().Any(member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method
            && (flow.IsJob(method) || method.Parameters.Any(static parameter => Library.IsContext(parameter.Type))));

    private static bool IsSnapshot(CallFlow flow, IAssignmentOperation assignment, CancellationToken cancellationToken)
    {
        ITypeSymbol? type = assignment.Target.Type;
        if (Library.IsTimeSpan(type) || Library.IsNumber(type) || Library.IsPointInTime(type) || Library.IsTokenSource(type) || Library.IsToken(type))
            return flow.OriginOf(assignment.Value, cancellationToken).IsDerived;

        IOperation value = assignment.Value is IConversionOperation conversion ? conversion.Operand : assignment.Value;
        return Library.IsHttpClient(type) && value is IObjectCreationOperation { Initializer: { } initializer }
            && initializer.Initializers.Any(part => part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Timeout" } } timeout
                && flow.OriginOf(timeout.Value, cancellationToken).IsDerived);
    }

    private static bool IsTestedForNothing(IOperation reference) => reference.Parent switch
    {
        IConversionOperation conversion => IsTestedForNothing(conversion),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } comparison => IsNothing(comparison.LeftOperand) || IsNothing(comparison.RightOperand),
        IIsPatternOperation { Pattern: IConstantPatternOperation pattern } => IsNothing(pattern.Value),
        IPropertyReferenceOperation { Property.Name: "HasValue" } => true,
        _ => false,
    };

    private static bool IsNothing(IOperation operation) =>
        operation is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null or 0 or 0L or 0d } } or IConversionOperation { Operand.ConstantValue: { HasValue: true, Value: null } }
        || ConstantTime.IsZero(operation);

    // if (_timeout == null) _timeout = …;
    private static bool IsUnderNullCheck(IOperation operation, ISymbol member)
    {
        for (IOperation? current = operation.Parent; current is not (null or IAnonymousFunctionOperation); current = current.Parent)
        {
            if (current is not IConditionalOperation conditional)
                continue;

            foreach (IOperation part in conditional.Condition.DescendantsAndSelf())
            {
                if (SymbolEqualityComparer.Default.Equals(OperationTree.SymbolOf(part), member) && IsTestedForNothing(part))
                    return true;
            }
        }

        return false;
    }
}
