using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Waits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>
/// What a time or cancellation limits that is an argument: of a call that goes out, of a source of cancellation, of a library, or of the project's
/// own method.
/// </summary>
internal static class ArgumentDestination
{
    public static Destination OfCreation(DestinationFinder finder, IObjectCreationOperation creation, IArgumentOperation argument)
    {
        if (finder.Known.IsTokenSource(creation.Type))
            return SourceDestination.OfTime(finder, finder.Of(creation));
        if (Limit.OfArgument(finder.Known, argument) is not Destination.None and { } limit)
            return limit;
        if (finder.Known.IsArithmetic(creation.Type))
            return finder.Of(creation);

        return argument.Parameter is { } parameter
            && finder.Code.IsSource(parameter) ? finder.OfParameter(parameter.OriginalDefinition) : Destination.None;
    }

    public static Destination OfCall(DestinationFinder finder, IInvocationOperation invocation, IArgumentOperation argument)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (finder.Known.IsTokenSource(method.ContainingType))
            return SourceDestination.OfCall(finder, invocation);
        if (OfToken(finder, invocation, argument) is not Destination.None and { } called)
            return called;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return finder.ThroughTakers(LambdaUse.TakersOf(finder.Code, invocation, argument, finder.CancellationToken));
        if (Limit.OfArgument(finder.Known, argument) is not Destination.None and { } limit)
            return limit;
        if (finder.Known.Sequences.Is(method.ContainingType))
            return ElementDestination.OfQuery(finder, invocation, argument);
        if (finder.Known.IsArithmetic(method.ContainingType))
            return OfArithmetic(finder, invocation, argument);
        if (WaitedCalls.AreLimitedBy(finder.Code, invocation, argument, finder.CancellationToken))
            return Destination.Wait;

        Destination found = finder.Code.IsSource(method) ? OfOwnMethod(finder, invocation, argument) : Destination.None;
        if (finder.Known.IsToken(argument.Parameter?.Type))
            found |= finder.ThroughTakers(LambdaUse.TokensOf(finder.Known, invocation));
        else if (method.IsStatic && !finder.Code.IsSource(method) && finder.Known.IsTime(method.ReturnType))
            found |= finder.Of(invocation);
        return found;
    }

    private static Destination OfToken(DestinationFinder finder, IInvocationOperation invocation, IArgumentOperation argument)
    {
        if (!finder.Known.IsToken(argument.Parameter?.Type))
            return Destination.None;

        return finder.Code.Outgoing.KindOf(invocation) switch
        {
            OutgoingKind.Http => new ClientGuard(finder.Limits.Clients, finder.CancellationToken).Of(OutgoingClient.Of(invocation))
                ? Destination.GuardedCall
                : Destination.UnguardedCall,
            OutgoingKind.Library when NeedsToken(finder, invocation) => Destination.LibraryCall | Destination.OpenLibraryCall,
            OutgoingKind.Body or OutgoingKind.Library => Destination.LibraryCall,
            _ => Destination.None,
        };
    }

    private static bool NeedsToken(DestinationFinder finder, IInvocationOperation invocation) =>
        finder.Code.Outgoing.NeedingLimit(invocation.TargetMethod) is { } library
        && !new LibraryLimit(finder.Limits.Clients, finder.CancellationToken) { CountsToken = false }.IsOf(invocation, library);

    private static Destination OfArithmetic(DestinationFinder finder, IInvocationOperation invocation, IArgumentOperation argument) =>
        finder.Known.IsTime(invocation.Type) && !finder.Joins.IsJoinedByDerived(invocation.Arguments, argument)
            && !finder.Joins.IsDerived(invocation.Instance)
            ? finder.Of(invocation)
            : Destination.None;

    private static Destination OfOwnMethod(DestinationFinder finder, IInvocationOperation invocation, IArgumentOperation argument)
    {
        if (argument.Parameter is not { } parameter)
            return Destination.None;

        Destination found = finder.OfParameter(parameter.OriginalDefinition);
        if ((found & Destination.Returned) != 0)
            found = (found & ~Destination.Returned) | (!finder.IsItselfDerived
                && finder.Joins.IsDerived(invocation) ? Destination.None : finder.Of(invocation));

        // A helper that is given a call and a time, and waits for the one no longer than for the other.
        return found == Destination.None
            && WaitHelper.WaitsFor(finder.Code, invocation, parameter, finder.CancellationToken) ? Destination.Wait : found;
    }
}
