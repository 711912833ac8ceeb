using System.Collections.Immutable;
using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Destinations;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>Finds limits that are negative when less time remains than is subtracted.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnclampedTimeAnalyzer : OutgoingCallAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ1010",
        "The limit may be negative",
        "When less remains than is subtracted the limit is negative: "
        + "that throws, and at exactly -1 ms never ends, so use the greater of it and zero, or fail early",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1010.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        if (flow.Values.MayBeDerived(context.CancellationToken))
            context.RegisterOperationAction(operation => Analyze(operation, flow), LimitValues.Kinds);
    }

    private static void Analyze(OperationAnalysisContext context, CallFlow flow)
    {
        foreach (IOperation value in LimitValues.Of(flow.Code, context.Operation))
        {
            // A point in time that is past is no mistake: the call ends at once.
            if (!flow.Known.IsPointInTime(value.Type)
                && flow.Values.Of(value, context.CancellationToken) is { IsDerived: true } origin && origin.Has(ValueKinds.MayBeNegative)
                && !IsChecked(flow, value, context.CancellationToken)
                && !new ClientsPerInvocation(flow.Values, context.CancellationToken).IsReported(value, context.ContainingSymbol))
            {
                Report(context, flow, s_rule, value.Syntax.GetLocation());
            }
        }
    }

    // Whoever compares the remaining time with anything in the same method has thought of there being little of it.
    private static bool IsChecked(CallFlow flow, IOperation value, CancellationToken cancellationToken)
    {
        OriginEvaluator evaluator = new(flow.Values, cancellationToken);
        return ChoiceOrigin.IsDecidedByTime(evaluator, OperationTree.RootOf(value)) && !IsOnTheWrongSide(evaluator, value)
            && !IsCappedOnTheWrongSide(evaluator, value, flow);
    }

    // if (remaining < most) most = remaining - reserve: a cap, which no later comparison with zero keeps from being negative.
    private static bool IsCappedOnTheWrongSide(OriginEvaluator evaluator, IOperation value, CallFlow flow) =>
        value is ILocalReferenceOperation local
        && flow.Code.References.WrittenTo(local.Local, local, evaluator.CancellationToken).Any(written =>
            evaluator.Of(written).Has(ValueKinds.MayBeNegative) && IsOnTheWrongSide(evaluator, written, local.Local))
        && !OperationTree.RootOf(value).Descendants().Any(operation => IsComparisonWithZero(flow, operation));

    private static bool IsComparisonWithZero(CallFlow flow, IOperation operation) =>
        operation is IBinaryOperation binary && ArithmeticOrigin.IsComparison(binary.OperatorKind)
        && (ConstantTime.IsZero(flow.Known, binary.LeftOperand) || ConstantTime.IsZero(flow.Known, binary.RightOperand));

    // if (reserve > remaining) … remaining - reserve: checked, and then used where it is negative.
    private static bool IsOnTheWrongSide(OriginEvaluator evaluator, IOperation value, ILocalSymbol? capped = null)
    {
        for (IOperation current = value; current.Parent is { } parent and not IAnonymousFunctionOperation; current = parent)
        {
            if (parent is not IConditionalOperation { Condition: IBinaryOperation comparison } conditional || conditional.WhenTrue != current)
                continue;

            bool isLess = comparison.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual;
            bool isGreater = comparison.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;
            bool left = IsDerived(comparison.LeftOperand);
            bool right = IsDerived(comparison.RightOperand);
            if ((isLess && left && !right) || (isGreater && right && !left))
                return true;

            // if (reserve > left) … left - reserve, of which both may be made from the remaining time.
            if (PartsOf(value) is ({ } whole, { } taken)
                && ((isLess && AreSame(comparison.LeftOperand, whole) && AreSame(comparison.RightOperand, taken))
                    || (isGreater && AreSame(comparison.LeftOperand, taken) && AreSame(comparison.RightOperand, whole))))
            {
                return true;
            }
        }

        return false;

        // What is capped here is not yet made from the remaining time where it is compared with it.
        bool IsDerived(IOperation operand) =>
            !(operand is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, capped))
                && evaluator.Of(operand).IsDerived;
    }

    private static (IOperation? Whole, IOperation? Taken) PartsOf(IOperation difference) => difference switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } binary => (binary.LeftOperand, binary.RightOperand),
        IInvocationOperation { TargetMethod.Name: "Subtract", Instance: { } instance, Arguments: { Length: 1 } arguments } =>
            (instance, arguments[0].Value),
        _ => (null, null),
    };

    private static bool AreSame(IOperation one, IOperation other) => one.Syntax.IsEquivalentTo(other.Syntax, topLevel: false);
}
