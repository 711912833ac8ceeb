using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>What a source of cancellation ends: where its token goes, and what it is linked with on the way.</summary>
internal static class SourceDestination
{
    /// <summary>What a source ends, given the operation that makes it or sets its delay.</summary>
    public static Destination Of(DestinationFinder finder, IOperation operation) =>
        operation is IInvocationOperation invocation
            && finder.Known.Tasks.IsCancelAfter(invocation) ? OfInstance(finder, invocation) : finder.Of(operation);

    /// <summary>What an argument limits that a source is given: a token that it is linked with, or its time.</summary>
    public static Destination OfCall(DestinationFinder finder, IInvocationOperation invocation)
    {
        if (finder.Known.Tasks.IsLink(invocation.TargetMethod))
        {
            if (finder.Joins.IsDerived(invocation) || finder.Joins.IsLinkedWithDerived(invocation))
                return Joined(finder);
            return finder.Of(invocation) is var found && found != Destination.None ? found | Destination.Linked : Destination.None;
        }

        return finder.Known.Tasks.IsCancelAfter(invocation) && !finder.Joins.IsMadeWithDerived(invocation.Instance)
            ? OfTime(finder, OfInstance(finder, invocation))
            : Destination.None;
    }

    /// <summary>What a time limits that ends these calls.</summary>
    public static Destination OfTime(DestinationFinder finder, Destination calls)
    {
        Destination limited = (calls & Destination.OpenCalls) != 0 ? Destination.Cancellation : Destination.None;
        Destination unseen = finder is { TakesAnySource: true, IsJoined: false } ? Destination.Cancellation : Destination.None;
        return limited | (calls & Destination.Wait) | unseen;
    }

    private static Destination Joined(DestinationFinder finder)
    {
        finder.IsJoined = true;
        return Destination.None;
    }

    private static Destination OfInstance(DestinationFinder finder, IInvocationOperation cancelAfter)
    {
        IOperation? source = cancelAfter.Instance is IConditionalAccessInstanceOperation instance
            ? OperationTree.ReceiverOf(instance)
            : cancelAfter.Instance;
        return source is null ? Destination.None : finder.ThroughTarget(source);
    }
}
