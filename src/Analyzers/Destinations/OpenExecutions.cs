using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known.Libraries;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>
/// Finds executions of a resilience pipeline without a timeout: the token that it hands to what it executes is the one that it was given itself.
/// </summary>
internal static class OpenExecutions
{
    /// <summary>
    /// Whether a call is one whose token is all that limits outgoing calls, and ends none of them in time. A timeout of the pipeline, if only a fixed
    /// one, has its own report where it is set.
    /// </summary>
    /// <param name="limits">What times limit.</param>
    /// <param name="call">The call.</param>
    /// <param name="calls">The outgoing calls that are meant.</param>
    /// <param name="isTooLittle">Whether a token of this origin is not enough.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static bool LeaveOpen(
        LimitedCalls limits,
        IInvocationOperation call,
        Destination calls,
        Func<ValueOrigin, bool> isTooLittle,
        CancellationToken cancellationToken)
    {
        if (!PollyLibrary.IsExecution(call.TargetMethod) || HasContext(limits, call) || !IsOpen(limits, call, isTooLittle, cancellationToken))
            return false;

        Destination limited = new DestinationFinder(limits, cancellationToken).ThroughTakers(LambdaUse.TokensOf(limits.Known, call));
        return (limited & calls) != 0 && (limited & Destination.Linked) == 0
            && new PipelineParts(limits.Code, cancellationToken).Of(call.Instance) == PipelineLimit.None;
    }

    // Which token a context has is not seen.
    private static bool HasContext(LimitedCalls limits, IInvocationOperation call) =>
        call.Arguments.Any(argument => limits.Known.Polly.IsContext(argument.Parameter?.Type));

    private static bool IsOpen(
        LimitedCalls limits, IInvocationOperation call, Func<ValueOrigin, bool> isTooLittle, CancellationToken cancellationToken) =>
        isTooLittle(LambdaUse.TokenOf(limits.Known, call) is { } token ? limits.Values.Of(token, cancellationToken) : ValueOrigin.Unlimited);
}
