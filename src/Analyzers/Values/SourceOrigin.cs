using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Values;

/// <summary>What a source of cancellation is: what it was made with, and what is done to it later.</summary>
internal static class SourceOrigin
{
    /// <summary>What a source of cancellation is, given what is assigned to the variable or member that holds it.</summary>
    public static ValueOrigin WithUses(OriginEvaluator evaluator, ValueOrigin origin, ISymbol variable, IOperation near)
    {
        foreach (IOperation reference in evaluator.Code.References.To(variable, near, evaluator.CancellationToken))
            origin = origin.And(OfUse(evaluator, reference));
        return origin;
    }

    // A source of cancellation is also what is done to it: a delay set, a cancel, being handed to somebody.
    private static ValueOrigin OfUse(OriginEvaluator evaluator, IOperation reference)
    {
        IOperation use = reference;
        while (use.Parent is IConversionOperation)
            use = use.Parent;
        if (use.Parent is IConditionalAccessOperation access && access.Operation == use)
            use = OperationTree.InstanceIn(access) ?? use;

        switch (use.Parent)
        {
            case IInvocationOperation invocation when invocation.Instance == use:
                return invocation.TargetMethod.Name switch
                {
                    "CancelAfter" when evaluator.IgnoresDelays => ValueOrigin.Nothing,
                    "CancelAfter" => evaluator.Of(invocation.Arguments[0].Value),
                    "Cancel" or "CancelAsync" => ValueOrigin.Unknown,
                    _ => ValueOrigin.Nothing,
                };
            case IArgumentOperation or IReturnOperation or IAnonymousFunctionOperation:
                return ValueOrigin.Unknown;
            case ISimpleAssignmentOperation assignment when assignment.Value == use
                && assignment.Target is not (ILocalReferenceOperation or IDiscardOperation):
                return ValueOrigin.Unknown;
            default:
                return ValueOrigin.Nothing;
        }
    }
}
