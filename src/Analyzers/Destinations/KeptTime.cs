using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>Tells which times that are made from the remaining time are kept for later invocations.</summary>
internal static class KeptTime
{
    /// <summary>The member in which an assignment keeps one; null if it keeps none.</summary>
    /// <param name="values">Where times come from.</param>
    /// <param name="assignment">The assignment.</param>
    /// <param name="container">The member that has the assignment.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static ISymbol? In(TimeValues values, IAssignmentOperation assignment, ISymbol? container, CancellationToken cancellationToken)
    {
        ISymbol? member = assignment.Target switch
        {
            IFieldReferenceOperation field => field.Field,
            IPropertyReferenceOperation property => property.Property,
            _ => null,
        };
        if (member is null || !values.Code.IsSource(member))
            return null;

        // What a constructor sets belongs to an object that may be the invocation's own.
        bool isKept = container is IMethodSymbol { MethodKind: not MethodKind.Constructor }
            && (assignment is ICoalesceAssignmentOperation || IsUnderNullCheck(values, assignment, member))
            && (member.IsStatic || IsKeptByHandler(values, member.ContainingType));
        bool isDuration = values.Known.IsTimeSpan(assignment.Target.Type) || KnownSymbols.IsNumber(assignment.Target.Type);
        return (isKept || (member.IsStatic && isDuration)) && IsSnapshot(values, assignment, cancellationToken) ? member : null;
    }

    // Lambda makes the handler's object once; other objects may be made for each invocation.
    private static bool IsKeptByHandler(TimeValues values, INamedTypeSymbol type) =>
        type.GetMembers().Any(member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method
            && (values.Known.Product.IsJob(method) || method.Parameters.Any(parameter => values.Known.Product.IsContext(parameter.Type))));

    private static bool IsSnapshot(TimeValues values, IAssignmentOperation assignment, CancellationToken cancellationToken)
    {
        ITypeSymbol? type = assignment.Target.Type;
        if (values.Known.IsTimeSpan(type) || KnownSymbols.IsNumber(type) || values.Known.IsPointInTime(type) || values.Known.IsTokenSource(type)
            || values.Known.IsToken(type))
        {
            return values.Of(assignment.Value, cancellationToken).IsDerived;
        }

        IOperation value = assignment.Value is IConversionOperation conversion ? conversion.Operand : assignment.Value;
        return values.Known.Http.IsClient(type) && value is IObjectCreationOperation { Initializer: { } initializer }
            && initializer.Initializers.Any(part => part is ISimpleAssignmentOperation timeout && values.Known.Http.IsTimeout(timeout.Target)
                && values.Of(timeout.Value, cancellationToken).IsDerived);
    }

    private static bool IsTestedForNothing(TimeValues values, IOperation reference) => reference.Parent switch
    {
        IConversionOperation conversion => IsTestedForNothing(values, conversion),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } comparison => IsNothing(values, comparison.LeftOperand)
            || IsNothing(values, comparison.RightOperand),
        IIsPatternOperation { Pattern: IConstantPatternOperation pattern } => IsNothing(values, pattern.Value),
        IPropertyReferenceOperation { Property.Name: "HasValue" } => true,
        _ => false,
    };

    private static bool IsNothing(TimeValues values, IOperation operation) =>
        operation is IDefaultValueOperation
        || operation is { ConstantValue: { HasValue: true, Value: null or 0 or 0L or 0d } }
        || operation is IConversionOperation { Operand.ConstantValue: { HasValue: true, Value: null } }
        || ConstantTime.IsZero(values.Known, operation);

    // if (_timeout == null) _timeout = …;
    private static bool IsUnderNullCheck(TimeValues values, IOperation operation, ISymbol member)
    {
        for (IOperation? current = operation.Parent; current is not (null or IAnonymousFunctionOperation); current = current.Parent)
        {
            if (current is not IConditionalOperation conditional)
                continue;

            foreach (IOperation part in conditional.Condition.DescendantsAndSelf())
            {
                if (SymbolEqualityComparer.Default.Equals(OperationTree.SymbolOf(part), member) && IsTestedForNothing(values, part))
                    return true;
            }
        }

        return false;
    }
}
