using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Flow;

/// <summary>How lambdas are called: by the method that they are an argument of, with the cancellation that this method was given.</summary>
internal static class LambdaUse
{
    /// <summary>The call that a lambda, whose parameter is referred to, is an argument of.</summary>
    public static IInvocationOperation? CallOf(IOperation inside, IMethodSymbol lambda)
    {
        for (IOperation? current = inside; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation function && SymbolEqualityComparer.Default.Equals(function.Symbol, lambda))
                return CallOf(function);
        }

        return null;
    }

    /// <summary>The call that a lambda is an argument of.</summary>
    public static IInvocationOperation? CallOf(IAnonymousFunctionOperation function)
    {
        IOperation? current = function.Parent;
        while (current is IDelegateCreationOperation or IConversionOperation)
            current = current.Parent;
        return current is IArgumentOperation { Parent: IInvocationOperation invocation } ? invocation : null;
    }

    /// <summary>The lambdas that a delegate may be: what is assigned to the variable, or passed for the parameter.</summary>
    public static IEnumerable<IAnonymousFunctionOperation> FunctionsOf(CallFlow flow, IOperation? instance, CancellationToken cancellationToken)
    {
        switch (instance)
        {
            case IConversionOperation conversion:
                return FunctionsOf(flow, conversion.Operand, cancellationToken);
            case IDelegateCreationOperation { Target: IAnonymousFunctionOperation function }:
                return [function];
            case IConditionalAccessInstanceOperation access:
                return FunctionsOf(flow, OperationTree.ReceiverOf(access), cancellationToken);
            case IParameterReferenceOperation { Parameter: { } parameter }:
                return flow.Callers.PassedFor(parameter, cancellationToken)
                    .SelectMany(passed => passed is IDelegateCreationOperation ? FunctionsOf(flow, passed, cancellationToken) : []);
            case ILocalReferenceOperation { Local: { } local }:
                return flow.Code.WrittenTo(local, instance, cancellationToken)
                    .SelectMany(value => value is IDelegateCreationOperation ? FunctionsOf(flow, value, cancellationToken) : []);
            default:
                return [];
        }
    }

    /// <summary>The token that a call is given; null for none.</summary>
    public static IOperation? TokenOf(IInvocationOperation call)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue)
                continue;
            if (Library.IsToken(argument.Parameter?.Type))
                return argument.Value;
            if (argument.Parameter?.Type.Name == "ParallelOptions")
                return TokenOfOptions(argument.Value);
        }

        return null;
    }

    /// <summary>Whether a call without a token hands out one that nothing ends but a failure.</summary>
    public static bool HasNoTokenOfItsOwn(IInvocationOperation call) =>
        call.TargetMethod is { ContainingType: { Name: "Parallel", ContainingNamespace.Name: "Tasks" }, Name: "ForEachAsync" or "ForAsync" }
        && !call.Arguments.Any(static argument => argument.Parameter?.Type.Name == "ParallelOptions");

    private static IOperation? TokenOfOptions(IOperation options)
    {
        while (options is IConversionOperation conversion)
            options = conversion.Operand;

        if (options is ILocalReferenceOperation local)
        {
            foreach (IOperation operation in OperationTree.RootOf(options).Descendants())
            {
                if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local)
                    && declarator.GetVariableInitializer()?.Value is { } value)
                {
                    return TokenOfOptions(value);
                }
            }
        }

        if (options is not IObjectCreationOperation { Initializer: { } initializer })
            return null;

        foreach (IOperation part in initializer.Initializers)
        {
            if (part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "CancellationToken" } } assignment)
                return assignment.Value;
        }

        return null;
    }
}
