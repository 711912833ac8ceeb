using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>Looks at what a resilience pipeline executes.</summary>
internal static class PipelineUse
{
    /// <summary>
    /// Whether a timeout in a pipeline cannot outlast an invocation: what is executed brings a token made from the remaining time,
    /// or is no outgoing call. Unknown uses, and none, are not harmless.
    /// </summary>
    public static bool IsHarmless(TimeValues values, IOperation timeout, CancellationToken cancellationToken)
    {
        PipelineWay way = new(values.Code, cancellationToken);
        return way.IsSeen(timeout) && way.Executions.Count > 0
            && way.Executions.TrueForAll(execution => IsHarmless(values, execution, cancellationToken));
    }

    /// <summary>What a pipeline executes that has a timeout, as far as it can be seen.</summary>
    public static IReadOnlyList<IInvocationOperation> ExecutionsOf(CodeIndex code, IOperation timeout, CancellationToken cancellationToken)
    {
        PipelineWay way = new(code, cancellationToken);
        way.IsSeen(timeout);
        return way.Executions;
    }

    private static bool IsHarmless(TimeValues values, IInvocationOperation execution, CancellationToken cancellationToken) =>
        IsGivenDerived(values, execution, cancellationToken)
        || new ExecutedCode(values.Code, cancellationToken).MakesNoCall(execution);

    // A token, or a context that has one.
    private static bool IsGivenDerived(TimeValues values, IInvocationOperation execution, CancellationToken cancellationToken) =>
        execution.Arguments.Any(argument => argument.ArgumentKind != ArgumentKind.DefaultValue
            && (values.Known.IsToken(argument.Parameter?.Type) || values.Known.Polly.IsContext(argument.Parameter?.Type))
            && values.Following(cancellationToken).Of(argument.Value).IsDerived);
}
