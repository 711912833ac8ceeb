using System.Collections.Immutable;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known.Libraries;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>Looks at what a resilience pipeline executes.</summary>
internal sealed class PipelineUse(TimeValues values, CancellationToken cancellationToken)
{
    private readonly List<IInvocationOperation> _executions = [];
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _executed = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// Whether a timeout in a pipeline cannot outlast an invocation: what is executed brings a token made from the remaining time,
    /// or is no outgoing call. Unknown uses, and none, are not harmless.
    /// </summary>
    public static bool IsHarmless(TimeValues values, IOperation timeout, CancellationToken cancellationToken) =>
        new PipelineUse(values, cancellationToken).IsHarmless(timeout);

    private bool IsHarmless(IOperation timeout)
    {
        if (HolderOf(timeout) is not { } holder)
            Collect(Outermost(timeout));
        else if (!CollectUses(holder, timeout))
            return false;

        return _executions.Count > 0 && _executions.TrueForAll(IsHarmlessExecution);
    }

    private bool IsHarmlessExecution(IInvocationOperation execution)
    {
        if (LambdaUse.TokenOf(values.Known, execution) is { } token && values.IsDerivedForCallers(token, cancellationToken))
            return true;

        bool any = false;
        foreach (IArgumentOperation argument in execution.Arguments)
        {
            IOperation value = argument.Value is IConversionOperation conversion ? conversion.Operand : argument.Value;
            if (value is not IDelegateCreationOperation { Target: { } target })
                continue;

            any = true;
            if (target is IMethodReferenceOperation reference ? MayCall(reference.Method) : MayCall(target))
                return false;
        }

        return any;
    }

    // ExecuteAsync(Load): what a method does is in its body. Of one without a body here only its library tells.
    private bool MayCall(IMethodSymbol method)
    {
        if (values.Code.Outgoing.IsHttp(method) || values.Known.Foreign.SendsRequests(method))
            return true;
        if (!values.Code.IsSource(method) || !_executed.Add(method.OriginalDefinition))
            return false;

        IOperation[] bodies =
            [.. values.Code.Implementations.Of(method).SelectMany(target => values.Code.BodiesOf(target, cancellationToken))];
        return bodies.Length == 0 || bodies.Any(MayCall);
    }

    private bool MayCall(IOperation function) =>
        new CallFinder(values.Code, cancellationToken) { CountsForeign = true }.IsIn(function)
        || function.Descendants().Any(operation => operation is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } called
        && MayBeHandedCall(called.Instance));

    // What callers hand over to be executed may be anything, unless each of them can be seen to hand over something harmless.
    private bool MayBeHandedCall(IOperation? called)
    {
        if (called is not IParameterReferenceOperation { Parameter: { } parameter })
            return true;
        if (!_seen.Add(parameter.OriginalDefinition))
            return false;

        bool any = false;
        foreach (IOperation? passed in values.Code.Callers.PassedFor(parameter, cancellationToken))
        {
            if (passed is not IDelegateCreationOperation { Target: { } target }
                || (target is IMethodReferenceOperation reference ? MayCall(reference.Method) : MayCall(target)))
            {
                return true;
            }

            any = true;
        }

        return !any;
    }

    // The variable or member that the pipeline ends up in, or the parameter of the project's own that it is handed over for.
    private ISymbol? HolderOf(IOperation timeout)
    {
        for (IOperation? current = timeout.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                // From here on it is the result of what was executed, and not the pipeline.
                case IInvocationOperation { TargetMethod: { } called } when PollyLibrary.IsExecution(called):
                    return null;
                case IArgumentOperation { Parameter: { } parameter } when values.Code.IsSource(parameter):
                    return parameter.OriginalDefinition;
                case IVariableDeclaratorOperation declarator:
                    return declarator.Symbol;
                case IFieldInitializerOperation { InitializedFields: { Length: 1 } fields }:
                    return fields[0];
                case IPropertyInitializerOperation { InitializedProperties: { Length: 1 } properties }:
                    return properties[0];
                case ISimpleAssignmentOperation { Target: IFieldReferenceOperation or ILocalReferenceOperation } assignment:
                    return OperationTree.SymbolOf(assignment.Target);
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } when values.Code.IsSource(property.Property):
                    return property.Property;
                case IReturnOperation returned:
                    return OperationTree.MethodAround(returned) is { } method ? method.AssociatedSymbol ?? method : null;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return null;
            }
        }

        return null;
    }

    // Whether all that becomes of the pipeline can be seen.
    private bool CollectUses(ISymbol holder, IOperation near)
    {
        if (!_seen.Add(holder))
            return true;

        return holder is IParameterSymbol parameter ? CollectUsesOfParameter(parameter) : CollectUses(holder, ReferencesTo(holder, near));
    }

    private ImmutableArray<IOperation> ReferencesTo(ISymbol holder, IOperation near) =>
        holder is IMethodSymbol method
            ? values.Code.Callers.Of(method, cancellationToken)
            : values.Code.References.To(holder, near, cancellationToken);

    private bool CollectUsesOfParameter(IParameterSymbol parameter)
    {
        ImmutableArray<IParameterSymbol> taking = values.Code.Implementations.ParametersFor(parameter);
        foreach (IParameterSymbol own in taking)
        {
            if (!CollectUses(own, values.Code.References.To(own, cancellationToken)))
                return false;

            foreach (IPropertySymbol property in Declarations.PropertiesOf(own, cancellationToken))
            {
                if (_seen.Add(property) && !CollectUses(property, values.Code.References.ToMember(property, cancellationToken)))
                    return false;
            }
        }

        return !taking.IsEmpty;
    }

    private bool CollectUses(ISymbol holder, ImmutableArray<IOperation> references)
    {
        foreach (IOperation reference in references)
        {
            if (reference is IVariableDeclaratorOperation || IsWritten(reference) || IsTested(reference))
                continue;

            IOperation outermost = Outermost(reference);
            int before = _executions.Count;
            Collect(outermost);
            if (_executions.Count > before)
                continue;

            // Built or wrapped into another one, or handed to somebody who cannot be seen.
            if (HolderOf(reference) is { } next && !SymbolEqualityComparer.Default.Equals(next, holder))
            {
                if (!CollectUses(next, reference))
                    return false;
            }
            else if (outermost.Parent is not IExpressionStatementOperation || IsHandedOver(reference))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWritten(IOperation reference) => reference.Parent is IAssignmentOperation assignment && assignment.Target == reference;

    // if (pipeline is null), ArgumentNullException.ThrowIfNull(pipeline)
    private bool IsTested(IOperation reference) => OperationTree.TakerOf(reference) switch
    {
        IIsPatternOperation or IBinaryOperation => true,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "ThrowIfNull" } test } } =>
            values.Known.ArgumentNullException.Is(test.ContainingType),
        _ => false,
    };

    // Given to somebody else than the pipelines' own library, such as the registration of a client.
    private static bool IsHandedOver(IOperation reference)
    {
        for (IOperation? current = reference; current is not (null or IExpressionStatementOperation); current = current.Parent)
        {
            if (current is IArgumentOperation { Parent: IInvocationOperation taker } && !PollyLibrary.IsOwn(taker.TargetMethod))
                return true;
        }

        return false;
    }

    private static IOperation Outermost(IOperation operation)
    {
        // (isUrgent ? _fast : _slow).ExecuteAsync(…)
        while (operation.Parent is IConversionOperation or IParenthesizedOperation or IConditionalOperation or ICoalesceOperation)
            operation = operation.Parent;
        while (operation.Parent is IInvocationOperation or IConversionOperation or IAwaitOperation
            or IArgumentOperation { Parent: IInvocationOperation })
            operation = operation.Parent;
        return operation;
    }

    private void Collect(IOperation chain)
    {
        foreach (IOperation operation in chain.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation execution && PollyLibrary.IsExecution(execution.TargetMethod))
                _executions.Add(execution);
        }
    }
}
