using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>
/// Tells which objects are not the ones that a fixed time was put into, though they are of the same type: those that are made with the remaining
/// time, and those that come with the input of a handler or job.
/// </summary>
internal sealed class OtherObjects(TimeValues values, CancellationToken cancellationToken)
{
    public bool AreOther(IOperation? holder) => AreOther(holder, SearchLimits.DeepestCaller);

    private bool AreOther(IOperation? holder, int depth) =>
        OperationTree.Unwrapped(holder) is { } held and not IInstanceReferenceOperation { ReferenceKind: not InstanceReferenceKind.PatternInput }
        && (values.Of(held, cancellationToken).IsDerived
            || new RequestData(values.Code, cancellationToken).Of(held)
            || (depth > 0 && held is IParameterReferenceOperation { Parameter: { } parameter }
                && values.Code.Callers.AllPass(parameter.OriginalDefinition, passed => AreOther(passed, depth - 1), cancellationToken)));
}
