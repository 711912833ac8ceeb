using System.Collections.Immutable;
using AsyncJobs.Analyzers.Destinations;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
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
        context.RegisterOperationAction(operation => AnalyzeFloor(operation, flow), OperationKind.Invocation, OperationKind.Conditional);
        context.RegisterOperationAction(
            operation => AnalyzeAssignment(operation, flow), OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment);
    }

    private static void AnalyzeFloor(OperationAnalysisContext context, CallFlow flow)
    {
        bool mayBeFloor = context.Operation switch
        {
            IInvocationOperation { TargetMethod.Name: "Max" or "Clamp" } invocation =>
                flow.Known.IsArithmetic(invocation.TargetMethod.ContainingType),
            IConditionalOperation { WhenFalse: not null } conditional => flow.Known.IsTime(conditional.Type) && Compares(conditional.Condition),
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

    private static bool Compares(IOperation condition) => condition switch
    {
        IParenthesizedOperation parenthesized => Compares(parenthesized.Operand),
        IBinaryOperation binary => ArithmeticOrigin.IsComparison(binary.OperatorKind),
        _ => false,
    };

    // A floor under a time that is capped by something derived, or limits nothing, does no harm.
    private static bool IsLimit(CallFlow flow, IOperation value, CancellationToken cancellationToken) =>
        (new DestinationFinder(flow.Limits, cancellationToken) { TakesAnySource = true, IsItselfDerived = true }.Of(value) & Limits) != 0;

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
            && (assignment is ICoalesceAssignmentOperation || IsUnderNullCheck(flow, assignment, member))
            && (member.IsStatic || IsKeptByHandler(flow, member.ContainingType));
        bool isDuration = flow.Known.IsTimeSpan(assignment.Target.Type) || KnownSymbols.IsNumber(assignment.Target.Type);
        if ((isKept || (member.IsStatic && isDuration)) && IsSnapshot(flow, assignment, context.CancellationToken))
            Report(context, flow, s_rule, assignment.Value.Syntax.GetLocation(), $"in '{member.Name}' is kept from one invocation for later ones");
    }

    // Lambda makes the handler's object once; other objects may be made for each invocation.
    private static bool IsKeptByHandler(CallFlow flow, INamedTypeSymbol type) =>
        type.GetMembers().Any(member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method
            && (flow.Known.Product.IsJob(method) || method.Parameters.Any(parameter => flow.Known.Product.IsContext(parameter.Type))));

    private static bool IsSnapshot(CallFlow flow, IAssignmentOperation assignment, CancellationToken cancellationToken)
    {
        ITypeSymbol? type = assignment.Target.Type;
        if (flow.Known.IsTimeSpan(type) || KnownSymbols.IsNumber(type) || flow.Known.IsPointInTime(type) || flow.Known.IsTokenSource(type)
            || flow.Known.IsToken(type))
        {
            return flow.Values.Of(assignment.Value, cancellationToken).IsDerived;
        }

        IOperation value = assignment.Value is IConversionOperation conversion ? conversion.Operand : assignment.Value;
        return flow.Known.Http.IsClient(type) && value is IObjectCreationOperation { Initializer: { } initializer }
            && initializer.Initializers.Any(part => part is ISimpleAssignmentOperation timeout && flow.Known.Http.IsTimeout(timeout.Target)
                && flow.Values.Of(timeout.Value, cancellationToken).IsDerived);
    }

    private static bool IsTestedForNothing(CallFlow flow, IOperation reference) => reference.Parent switch
    {
        IConversionOperation conversion => IsTestedForNothing(flow, conversion),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } comparison => IsNothing(flow, comparison.LeftOperand)
            || IsNothing(flow, comparison.RightOperand),
        IIsPatternOperation { Pattern: IConstantPatternOperation pattern } => IsNothing(flow, pattern.Value),
        IPropertyReferenceOperation { Property.Name: "HasValue" } => true,
        _ => false,
    };

    private static bool IsNothing(CallFlow flow, IOperation operation) =>
        operation is IDefaultValueOperation
        || operation is { ConstantValue: { HasValue: true, Value: null or 0 or 0L or 0d } }
        || operation is IConversionOperation { Operand.ConstantValue: { HasValue: true, Value: null } }
        || ConstantTime.IsZero(flow.Known, operation);

    // if (_timeout == null) _timeout = …;
    private static bool IsUnderNullCheck(CallFlow flow, IOperation operation, ISymbol member)
    {
        for (IOperation? current = operation.Parent; current is not (null or IAnonymousFunctionOperation); current = current.Parent)
        {
            if (current is not IConditionalOperation conditional)
                continue;

            foreach (IOperation part in conditional.Condition.DescendantsAndSelf())
            {
                if (SymbolEqualityComparer.Default.Equals(OperationTree.SymbolOf(part), member) && IsTestedForNothing(flow, part))
                    return true;
            }
        }

        return false;
    }
}
