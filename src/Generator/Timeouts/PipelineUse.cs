using System.Collections.Immutable;
using AsyncJobs.Generator.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>Looks at what a resilience pipeline executes.</summary>
internal static class PipelineUse
{
    /// <summary>
    /// Whether a timeout in a pipeline cannot outlast an invocation: what is executed brings a token made from the remaining time,
    /// or is no outgoing call. Unknown uses, and none, are not harmless.
    /// </summary>
    public static bool IsHarmless(CallFlow flow, IOperation timeout, CancellationToken cancellationToken)
    {
        List<IInvocationOperation> executions = [];
        if (HolderOf(timeout) is not { } holder)
            Collect(Outermost(timeout), executions);
        else if (!CollectUses(flow, holder, timeout, executions, new HashSet<ISymbol>(SymbolEqualityComparer.Default), cancellationToken))
            return false;

        return executions.Count > 0 && executions.TrueForAll(execution => IsHarmless(flow, execution, cancellationToken));
    }

    private static bool IsHarmless(CallFlow flow, IInvocationOperation execution, CancellationToken cancellationToken)
    {
        if (LambdaUse.TokenOf(execution) is { } token && flow.OriginOf(token, cancellationToken).IsDerived)
            return true;

        bool any = false;
        foreach (IArgumentOperation argument in execution.Arguments)
        {
            IOperation value = argument.Value is IConversionOperation conversion ? conversion.Operand : argument.Value;
            if (value is not IDelegateCreationOperation { Target: { } target })
                continue;

            any = true;
            if (target is not IAnonymousFunctionOperation || CallsDelegate(target) || WaitAround.IsCall(flow, target, cancellationToken))
                return false;
        }

        return any;
    }

    // What callers hand over to be executed may be anything.
    private static bool CallsDelegate(IOperation function) =>
        function.Descendants().Any(static operation => operation is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke });

    // The variable or member that the pipeline ends up in.
    private static ISymbol? HolderOf(IOperation timeout)
    {
        for (IOperation? current = timeout.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IVariableDeclaratorOperation declarator:
                    return declarator.Symbol;
                case IFieldInitializerOperation { InitializedFields: { Length: 1 } fields }:
                    return fields[0];
                case IPropertyInitializerOperation { InitializedProperties: { Length: 1 } properties }:
                    return properties[0];
                case ISimpleAssignmentOperation { Target: IFieldReferenceOperation field }:
                    return field.Field;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local }:
                    return local.Local;
                case IReturnOperation returned:
                    return OperationTree.MethodAround(returned) is { } method ? method.AssociatedSymbol ?? method : null;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return null;
            }
        }

        return null;
    }

    private static bool CollectUses(
        CallFlow flow, ISymbol holder, IOperation near, List<IInvocationOperation> executions, HashSet<ISymbol> seen, CancellationToken cancellationToken)
    {
        if (!seen.Add(holder))
            return true;

        ImmutableArray<IOperation> references = holder is IMethodSymbol method ? flow.Callers.Of(method, cancellationToken) : flow.Code.ReferencesTo(holder, near, cancellationToken);
        foreach (IOperation reference in references)
        {
            if (reference is IVariableDeclaratorOperation or { Parent: IAssignmentOperation })
                continue;

            IOperation outermost = Outermost(reference);
            int before = executions.Count;
            Collect(outermost, executions);
            if (executions.Count > before)
                continue;

            // Built or wrapped into another one, or handed to somebody who cannot be seen.
            if (HolderOf(reference) is { } next && !SymbolEqualityComparer.Default.Equals(next, holder))
            {
                if (!CollectUses(flow, next, reference, executions, seen, cancellationToken))
                    return false;
            }
            else if (outermost.Parent is not IExpressionStatementOperation || IsHandedOver(reference))
            {
                return false;
            }
        }

        return true;
    }

    // Given to somebody else than the pipelines' own library, such as the registration of a client.
    private static bool IsHandedOver(IOperation reference)
    {
        for (IOperation? current = reference; current is not (null or IExpressionStatementOperation); current = current.Parent)
        {
            if (current is IArgumentOperation { Parent: IInvocationOperation taker } && !IsPolly(taker))
                return true;
        }

        return false;
    }

    private static bool IsPolly(IInvocationOperation invocation) => Limit.IsOf(invocation.TargetMethod.ContainingType, "Polly");

    private static IOperation Outermost(IOperation operation)
    {
        while (operation.Parent is IInvocationOperation or IConversionOperation or IArgumentOperation { Parent: IInvocationOperation } or IAwaitOperation)
            operation = operation.Parent;
        return operation;
    }

    private static void Collect(IOperation chain, List<IInvocationOperation> executions)
    {
        foreach (IOperation operation in chain.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation { TargetMethod: { Name: "ExecuteAsync" or "Execute" or "ExecuteAndCaptureAsync" or "ExecuteOutcomeAsync" or "ExecuteAndCapture" } } execution
                && IsPolly(execution))
            {
                executions.Add(execution);
            }
        }
    }
}
