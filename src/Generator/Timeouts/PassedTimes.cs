using System.Collections.Immutable;
using AsyncJobs.Generator.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>Fixed times that are passed to the project's own methods, which use them as limits.</summary>
internal static class PassedTimes
{
    private static readonly string[] s_words =
        ["time", "second", "secs", "milli", "minute", "delay", "deadline", "duration", "wait", "after", "ttl"];

    /// <summary>What an assignment gives a property, if it is fixed and the property's setter hands it straight on to what limits this; null if not.</summary>
    public static ValueOrigin? OfAssigned(CallFlow flow, ISimpleAssignmentOperation assignment, Destinations destination, CancellationToken cancellationToken)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property: { IsIndexer: false, SetMethod: { } setter } property }
            || !MayBeTime(property.Type, property.Name) || !flow.Code.IsSource(property))
        {
            return null;
        }

        return HandsOn(flow, setter, destination, cancellationToken) && flow.OriginOf(assignment.Value, cancellationToken) is { IsFixed: true } origin
            ? origin
            : null;
    }

    /// <summary>The arguments of a call or creation that are fixed and limit this.</summary>
    public static IEnumerable<(IArgumentOperation Argument, ValueOrigin Origin)> Of(CallFlow flow, IOperation call, Destinations destination, CancellationToken cancellationToken)
    {
        (ISymbol? target, ImmutableArray<IArgumentOperation> arguments) = call switch
        {
            IInvocationOperation invocation => ((ISymbol?)invocation.TargetMethod, invocation.Arguments),
            IObjectCreationOperation creation => (creation.Constructor, creation.Arguments),
            _ => (null, []),
        };
        if (target is null || !flow.Code.IsSource(target))
            yield break;

        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Parameter is not { } parameter || !MayBeTime(parameter.Type, parameter.Name))
                continue;

            // Of a client that is generated into the project, such as one of gRPC, it is a limit already.
            if (Limit.OfArgument(argument) != Destinations.None)
                continue;
            if (flow.OriginOf(argument.Value, cancellationToken) is { IsFixed: true } origin
                && (DestinationFinder.OfParameter(flow, parameter, cancellationToken) & destination) != 0)
            {
                yield return (argument, origin);
            }
        }
    }

    // set => _client.Timeout = value;
    private static bool HandsOn(CallFlow flow, IMethodSymbol setter, Destinations destination, CancellationToken cancellationToken)
    {
        foreach (IOperation value in flow.Code.ReferencesTo(setter.OriginalDefinition.Parameters[0], cancellationToken))
        {
            for (IOperation? current = value; current?.Parent is { } parent; current = parent)
            {
                if (parent is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment && assignment.Value == current && Limit.OfProperty(property) == destination)
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a parameter or property may hold a time. Most numbers do not: those that do say so.</summary>
    public static bool MayBeTime(ITypeSymbol type, string name)
    {
        if (Library.IsTimeSpan(type) || Library.IsPointInTime(type))
            return true;
        if (!Library.IsNumber(type))
            return false;

        if (name == "ms" || name.EndsWith("Ms", StringComparison.Ordinal))
            return true;

        foreach (string word in s_words)
        {
            if (name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        }

        return false;
    }
}
