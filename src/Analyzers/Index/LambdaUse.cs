using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

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
    public static IEnumerable<IAnonymousFunctionOperation> FunctionsOf(CodeIndex code, IOperation? instance, CancellationToken cancellationToken)
    {
        switch (instance)
        {
            case IConversionOperation conversion:
                return FunctionsOf(code, conversion.Operand, cancellationToken);
            case IDelegateCreationOperation { Target: IAnonymousFunctionOperation function }:
                return [function];
            case IConditionalAccessInstanceOperation access:
                return FunctionsOf(code, OperationTree.ReceiverOf(access), cancellationToken);
            case IParameterReferenceOperation { Parameter: { } parameter }:
                return code.Callers.PassedFor(parameter, cancellationToken)
                    .SelectMany(passed => passed is IDelegateCreationOperation ? FunctionsOf(code, passed, cancellationToken) : []);
            case ILocalReferenceOperation { Local: { } local }:
                return code.References.WrittenTo(local, instance, cancellationToken)
                    .SelectMany(value => value is IDelegateCreationOperation ? FunctionsOf(code, value, cancellationToken) : []);
            default:
                return [];
        }
    }

    /// <summary>
    /// The parameters that take an argument where a delegate is called: of the lambda in the variable, or of those that callers pass for it.
    /// </summary>
    public static IEnumerable<LambdaTaker> TakersOf(
        CodeIndex code,
        IInvocationOperation call,
        IArgumentOperation argument,
        CancellationToken cancellationToken)
    {
        foreach (IAnonymousFunctionOperation function in argument.Parameter is null ? [] : FunctionsOf(code, call.Instance, cancellationToken))
        {
            if (argument.Parameter!.Ordinal < function.Symbol.Parameters.Length)
                yield return new LambdaTaker(function.Symbol.Parameters[argument.Parameter.Ordinal], function);
        }
    }

    /// <summary>
    /// The parameters that take the token of a call: whoever is given both a token and a lambda that takes one hands the one to the other.
    /// </summary>
    public static IEnumerable<LambdaTaker> TokensOf(KnownSymbols known, IInvocationOperation call)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            IOperation? value = OperationTree.Unwrapped(argument.Value) is IDelegateCreationOperation created ? created.Target : null;
            IMethodSymbol? method = value switch
            {
                IAnonymousFunctionOperation function => function.Symbol,
                IMethodReferenceOperation reference => reference.Method,
                _ => null,
            };
            foreach (IParameterSymbol parameter in method?.Parameters ?? [])
            {
                if (known.IsToken(parameter.Type))
                    yield return new LambdaTaker(parameter, value as IAnonymousFunctionOperation);
            }
        }
    }

    /// <summary>The parallel loops that are given the options whose property this is.</summary>
    public static IEnumerable<IInvocationOperation> LoopsGiven(
        CodeIndex code,
        IPropertyReferenceOperation property,
        CancellationToken cancellationToken)
    {
        IOperation? options = property.Instance is ILocalReferenceOperation or IParameterReferenceOperation
            ? property.Instance
            : property.Parent?.Parent?.Parent;
        ISymbol? held = options switch
        {
            ILocalReferenceOperation local => local.Local,
            IObjectCreationOperation { Parent: IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } } =>
                declarator.Symbol,
            _ => null,
        };
        if (held is null)
            return options is { Parent: IArgumentOperation { Parent: IInvocationOperation given } } ? [given] : [];

        return code.References.To(held, property, cancellationToken)
            .Select(static reference => reference.Parent is IArgumentOperation { Parent: IInvocationOperation loop } ? loop : null)
            .OfType<IInvocationOperation>();
    }

    /// <summary>The token that a call is given; null for none.</summary>
    public static IOperation? TokenOf(KnownSymbols known, IInvocationOperation call)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue)
                continue;
            if (known.IsToken(argument.Parameter?.Type))
                return argument.Value;
            if (known.Tasks.ParallelOptions.Is(argument.Parameter?.Type))
                return TokenOfOptions(argument.Value);
        }

        return null;
    }

    /// <summary>Whether a call without a token hands out one that nothing ends but a failure.</summary>
    public static bool HasNoTokenOfItsOwn(KnownSymbols known, IInvocationOperation call) =>
        known.Tasks.IsParallelLoop(call.TargetMethod)
        && !call.Arguments.Any(argument => known.Tasks.ParallelOptions.Is(argument.Parameter?.Type));

    private static IOperation? TokenOfOptions(IOperation options)
    {
        while (options is IConversionOperation conversion)
            options = conversion.Operand;

        if (options is ILocalReferenceOperation local && OperationTree.InitialOf(local) is { } initial)
            return TokenOfOptions(initial);

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
