using AsyncJobs.Generator.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>Tells whether a method of the project makes a limit of a time that it is given, and takes nothing from it on the way.</summary>
internal sealed class WholeTime(CallFlow flow, CancellationToken cancellationToken)
{
    private readonly HashSet<ISymbol> _visited = new(SymbolEqualityComparer.Default);

    public bool IsLimit(IParameterSymbol parameter)
    {
        foreach (IParameterSymbol own in flow.Implementations.ParametersFor(parameter.OriginalDefinition))
        {
            if (_visited.Add(own) && flow.Code.ReferencesTo(own, cancellationToken).Any(IsLimit))
                return true;
        }

        return false;
    }

    private bool IsLimit(IOperation value)
    {
        if (value.Parent is not { } parent)
            return false;

        IOperation whole = parent is IArgumentOperation { Parent: { } call } ? call : parent;
        if (LimitValues.Of(whole).Contains(value))
            return true;

        switch (parent)
        {
            case IConversionOperation or IParenthesizedOperation or ICoalesceOperation:
                return IsLimit(parent);
            case IConditionalOperation conditional:
                return conditional.Condition != value && IsLimit(conditional);
            case IPropertyReferenceOperation { Property.ContainingType: { } type }:
                return (Library.IsArithmetic(type) || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T) && IsLimit(parent);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return _visited.Add(declarator.Symbol) && flow.Code.ReferencesTo(declarator.Symbol, declarator, cancellationToken).Any(IsLimit);
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { } type } method } invocation }
                when Library.IsTimeSpan(type) && method.Name.StartsWith("From", StringComparison.Ordinal):
                return IsLimit(invocation);
            case IArgumentOperation { Parameter: { } parameter } when flow.Code.IsSource(parameter):
                return IsLimit(parameter);
            default:
                return false;
        }
    }
}
