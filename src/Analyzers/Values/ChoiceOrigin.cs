using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Values;

/// <summary>What a choice between times is: a cap, a floor, or one that the remaining time decides.</summary>
internal static class ChoiceOrigin
{
    public static ValueOrigin Of(OriginEvaluator evaluator, IConditionalOperation conditional)
    {
        ValueOrigin whenTrue = evaluator.Of(conditional.WhenTrue);
        ValueOrigin whenFalse = evaluator.Of(conditional.WhenFalse);
        if (Comparison(conditional.Condition) is not { } comparison)
            return whenTrue.Or(whenFalse);

        ValueOrigin left = evaluator.Of(comparison.LeftOperand);
        ValueOrigin right = evaluator.Of(comparison.RightOperand);
        if (!left.IsDerived && !right.IsDerived)
        {
            // options.Timeout > 0 ? options.Timeout : 30: the default of what nobody set.
            if ((IsMember(evaluator, comparison.LeftOperand) && right.Kinds == ValueKinds.None)
                || (IsMember(evaluator, comparison.RightOperand) && left.Kinds == ValueKinds.None))
            {
                return whenTrue.Or(whenFalse);
            }

            // Of two values compared with each other the lesser or greater is taken, as Math.Min would.
            return left.Has(ValueKinds.Parameter) || right.Has(ValueKinds.Parameter) ? whenTrue.And(whenFalse) : whenTrue.Or(whenFalse);
        }

        ValueOrigin chosen = whenTrue.Or(whenFalse).Without(ValueKinds.MayBeNegative);
        if (!chosen.IsDerived)
            return chosen.Has(ValueKinds.Fixed) ? ValueOrigin.Derived : chosen;

        bool wantsGreater = comparison.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;
        bool derivedIsLeft = left.IsDerived && !right.IsDerived;
        bool derivedWhenGreater = derivedIsLeft == wantsGreater ? whenTrue.IsDerived && whenFalse.IsFixed : whenFalse.IsDerived && whenTrue.IsFixed;
        IOperation? other = whenTrue.IsDerived ? conditional.WhenFalse : conditional.WhenTrue;
        bool againstZero = (left.IsDerived ? right : left).Kinds == ValueKinds.None;
        bool hasFloor = derivedWhenGreater && !againstZero && ConstantTime.IsLong(evaluator.Known, other, comparison);
        return hasFloor ? chosen.Plus(ValueKinds.HasFloor) : chosen;
    }

    public static ValueOrigin Of(OriginEvaluator evaluator, ISwitchExpressionOperation switched)
    {
        ValueOrigin origin = ValueOrigin.Nothing;
        bool isDecidedByTime = evaluator.Known.IsTime(switched.Value.Type) && evaluator.Of(switched.Value).IsDerived;
        foreach (ISwitchExpressionArmOperation arm in switched.Arms)
        {
            ValueOrigin value = evaluator.Of(arm.Value);
            isDecidedByTime = isDecidedByTime || (arm.Guard is not null && IsDecidedByTime(evaluator, arm.Guard));
            origin = origin.Or(value);
        }

        return isDecidedByTime && origin.Has(ValueKinds.Fixed) ? ValueOrigin.Derived : origin;
    }

    /// <summary>A value that is assigned or returned under a condition on the remaining time depends on it.</summary>
    public static ValueOrigin Guarded(OriginEvaluator evaluator, IOperation value, ValueOrigin origin) =>
        origin.IsFixed && IsUnderTimeCondition(evaluator, value) ? ValueOrigin.Derived : origin;

    /// <summary>Whether an operation runs only if a comparison with the remaining time allows it.</summary>
    public static bool IsUnderTimeCondition(OriginEvaluator evaluator, IOperation operation)
    {
        for (IOperation current = operation; current.Parent is { } parent; current = parent)
        {
            if (parent is IConditionalOperation conditional && conditional.Condition != current && IsDecidedByTime(evaluator, conditional.Condition))
                return true;

            if (parent is ISwitchCaseOperation { Parent: ISwitchOperation switched }
                && evaluator.Known.IsTime(switched.Value.Type) && evaluator.Of(switched.Value).IsDerived)
            {
                return true;
            }

            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return false;
        }

        return false;
    }

    /// <summary>Whether a condition compares something with the remaining time.</summary>
    public static bool IsDecidedByTime(OriginEvaluator evaluator, IOperation condition)
    {
        foreach (IOperation operation in condition.DescendantsAndSelf())
        {
            if (operation is IBinaryOperation binary && ArithmeticOrigin.IsComparison(binary.OperatorKind)
                && (evaluator.Of(binary.LeftOperand).IsDerived || evaluator.Of(binary.RightOperand).IsDerived))
            {
                return true;
            }

            if (operation is IIsPatternOperation { Pattern: { } tested } pattern
                && tested is IRelationalPatternOperation or INegatedPatternOperation or IBinaryPatternOperation
                && evaluator.Known.IsTime(pattern.Value.Type) && evaluator.Of(pattern.Value).IsDerived)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an assignment raises what it assigns to: <c>if (remaining &lt; floor) remaining = floor;</c>.</summary>
    public static bool IsFloor(OriginEvaluator evaluator, ISimpleAssignmentOperation assignment)
    {
        IOperation? statement = assignment.Parent;
        while (statement is IExpressionStatementOperation or IBlockOperation)
            statement = statement.Parent;

        if (statement is not IConditionalOperation { Condition: IBinaryOperation comparison }
            || assignment.Target is not ILocalReferenceOperation { Local: { } target }
            || !ConstantTime.IsLong(evaluator.Known, assignment.Value, comparison))
        {
            return false;
        }

        return comparison.OperatorKind switch
        {
            BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual =>
                IsBelow(evaluator, comparison.LeftOperand, comparison.RightOperand, target),
            BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual =>
                IsBelow(evaluator, comparison.RightOperand, comparison.LeftOperand, target),
            _ => false,
        };
    }

    // remaining < floor, remaining.TotalSeconds - floor <= 0
    private static bool IsBelow(OriginEvaluator evaluator, IOperation lesser, IOperation greater, ILocalSymbol local)
    {
        bool isLessened = false;
        while (lesser is IConversionOperation or IPropertyReferenceOperation { Instance: not null }
            or IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract })
        {
            isLessened = isLessened || lesser is IBinaryOperation;
            lesser = lesser switch
            {
                IBinaryOperation difference => difference.LeftOperand,
                IPropertyReferenceOperation property => property.Instance!,
                _ => ((IConversionOperation)lesser).Operand,
            };
        }

        return lesser is ILocalReferenceOperation compared && SymbolEqualityComparer.Default.Equals(compared.Local, local)
            && (isLessened || !ConstantTime.IsZero(evaluator.Known, greater));
    }

    private static bool IsMember(OriginEvaluator evaluator, IOperation operation) => operation switch
    {
        IConversionOperation conversion => IsMember(evaluator, conversion.Operand),
        IPropertyReferenceOperation { Property.ContainingType: { } type } property when evaluator.Known.IsArithmetic(type) =>
            property.Instance is { } instance && IsMember(evaluator, instance),
        IPropertyReferenceOperation or IFieldReferenceOperation => true,
        _ => false,
    };

    /// <summary>The comparison that a condition is; null if it is none.</summary>
    public static IBinaryOperation? Comparison(IOperation condition)
    {
        while (condition is IParenthesizedOperation parenthesized)
            condition = parenthesized.Operand;
        return condition is IBinaryOperation binary && ArithmeticOrigin.IsComparison(binary.OperatorKind) ? binary : null;
    }
}
