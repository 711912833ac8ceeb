using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>Tells whether what is handed over to be executed makes no outgoing call. One answers one question, and is not shared.</summary>
internal sealed class ExecutedCode(CodeIndex code, CancellationToken cancellationToken)
{
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    /// <summary>Whether everything that a call is given to execute is seen, and makes none.</summary>
    public bool MakesNoCall(IInvocationOperation execution)
    {
        bool any = false;
        foreach (IArgumentOperation argument in execution.Arguments)
        {
            if (argument.Parameter?.Type is not { TypeKind: TypeKind.Delegate })
                continue;
            if (MayCallWhenRun(argument.Value))
                return false;
            any = true;
        }

        return any;
    }

    // A lambda, a method, or whatever holds or returns one; what cannot be seen may make any call.
    private bool MayCallWhenRun(IOperation? function) => OperationTree.Unwrapped(function) switch
    {
        IDelegateCreationOperation created => MayCallWhenRun(created.Target),
        IMethodReferenceOperation reference => MayCall(reference.Method),
        IAnonymousFunctionOperation lambda => MayCall(lambda),
        IConditionalOperation choice => MayCallWhenRun(choice.WhenTrue) || MayCallWhenRun(choice.WhenFalse),
        ICoalesceOperation choice => MayCallWhenRun(choice.Value) || MayCallWhenRun(choice.WhenNull),
        IParameterReferenceOperation { Parameter: { } parameter } =>
            MayAnyCall(parameter.OriginalDefinition, code.Callers.PassedFor(parameter.OriginalDefinition, cancellationToken)),
        ILocalReferenceOperation local => MayAnyCall(local.Local, code.References.WrittenTo(local.Local, local, cancellationToken)),
        IFieldReferenceOperation field => MayAnyCall(field.Field, code.References.WrittenTo(field.Field, field, cancellationToken)),
        IPropertyReferenceOperation { Property: { } property } reference => MayAnyCall(
            property,
            code.References.WrittenTo(property, reference, cancellationToken)
                .Concat(property.GetMethod is { } getter ? code.ReturnsOfCall(getter, cancellationToken) : [])),
        IInvocationOperation { TargetMethod: { } method } => MayAnyCall(method.OriginalDefinition, code.ReturnsOfCall(method, cancellationToken)),
        _ => true,
    };

    private bool MayAnyCall(ISymbol holder, IEnumerable<IOperation?> functions)
    {
        if (!_seen.Add(holder))
            return false;

        bool any = false;
        foreach (IOperation? function in functions)
        {
            if (MayCallWhenRun(function))
                return true;
            any = true;
        }

        return !any;
    }

    // ExecuteAsync(Load): what a method does is in its body. Of one without a body here only its library tells.
    private bool MayCall(IMethodSymbol method)
    {
        if (code.Outgoing.IsHttp(method) || code.Known.Foreign.SendsRequests(method))
            return true;
        if (!code.IsSource(method) || !_seen.Add(method.OriginalDefinition))
            return false;

        IOperation[] bodies = [.. code.Implementations.Of(method).SelectMany(target => code.BodiesOf(target, cancellationToken))];
        return bodies.Length == 0 || bodies.Any(MayCall);
    }

    private bool MayCall(IOperation function) =>
        new CallFinder(code, cancellationToken) { CountsForeign = true }.IsIn(function)
        || function.Descendants().Any(operation =>
            operation is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } called && MayCallWhenRun(called.Instance));
}
