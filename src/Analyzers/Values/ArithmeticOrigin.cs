using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Values;

/// <summary>What sums, differences, products and quotients of times are.</summary>
internal static class ArithmeticOrigin
{
    public static ValueOrigin Of(OriginEvaluator evaluator, IBinaryOperation binary) =>
        IsComparison(binary.OperatorKind) || binary.Type?.SpecialType == SpecialType.System_Boolean
            ? ValueOrigin.Nothing
            : Combine(binary.OperatorKind, evaluator.Of(binary.LeftOperand), evaluator.Of(binary.RightOperand));

    public static ValueOrigin Of(OriginEvaluator evaluator, ICompoundAssignmentOperation assignment) =>
        Combine(assignment.OperatorKind, evaluator.Of(assignment.Target), evaluator.Of(assignment.Value));

    /// <summary>One value less another.</summary>
    public static ValueOrigin Difference(ValueOrigin left, ValueOrigin right) => Combine(BinaryOperatorKind.Subtract, left, right);

    /// <summary>One value and another.</summary>
    public static ValueOrigin Sum(ValueOrigin left, ValueOrigin right) => Combine(BinaryOperatorKind.Add, left, right);

    public static bool IsComparison(BinaryOperatorKind kind) => kind
        is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
        or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;

    private static ValueOrigin Combine(BinaryOperatorKind kind, ValueOrigin left, ValueOrigin right)
    {
        ValueOrigin both = left.And(right);
        if (!both.IsDerived)
            return both;

        bool isNow = left.Kinds == ValueKinds.Clock || right.Kinds == ValueKinds.Clock;
        return kind switch
        {
            // A deadline less the present is what remains; anything else that is taken off is a reserve.
            BinaryOperatorKind.Subtract when isNow => both.Plus(ValueKinds.MayBeNegative),
            BinaryOperatorKind.Subtract => both.Without(ValueKinds.WithoutReserve).Plus(ValueKinds.MayBeNegative),
            BinaryOperatorKind.Add when isNow => both,
            _ => both.Without(ValueKinds.WithoutReserve),
        };
    }
}
