using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>Tells whether a method of the project makes a limit of a time that it is given, and takes nothing from it on the way.</summary>
internal sealed class WholeTime(CodeIndex code, CancellationToken cancellationToken) : Walker<bool>(code, cancellationToken)
{
    public bool IsLimit(IParameterSymbol parameter)
    {
        foreach (IParameterSymbol own in Code.Implementations.ParametersFor(parameter.OriginalDefinition))
        {
            if (Visited.Add(own) && Code.References.To(own, CancellationToken).Any(Of))
                return true;
        }

        return false;
    }

    protected override bool Follow(IOperation value)
    {
        if (value.Parent is not { } parent)
            return false;

        IOperation whole = parent is IArgumentOperation { Parent: { } call } ? call : parent;
        if (LimitValues.Of(Code, whole).Contains(value))
            return true;

        switch (parent)
        {
            case IConversionOperation or IParenthesizedOperation or ICoalesceOperation:
                return Of(parent);
            case IConditionalOperation conditional:
                return conditional.Condition != value && Of(conditional);
            case IPropertyReferenceOperation { Property.ContainingType: { } type }:
                return (Known.IsArithmetic(type) || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T) && Of(parent);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return Visited.Add(declarator.Symbol) && Code.References.To(declarator.Symbol, declarator, CancellationToken).Any(Of);
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { } type } method } invocation }
                when Known.IsTimeSpan(type) && method.Name.StartsWith("From", StringComparison.Ordinal):
                return Of(invocation);
            case IArgumentOperation { Parameter: { } parameter } when Code.IsSource(parameter):
                return IsLimit(parameter);
            default:
                return false;
        }
    }
}
