using System.Collections.Immutable;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>Fixed times that are passed to the project's own methods, which use them as limits.</summary>
internal static class PassedTimes
{
    private static readonly string[] s_words =
        ["time", "second", "secs", "milli", "minute", "delay", "deadline", "duration", "wait", "after", "ttl"];

    /// <summary>
    /// What an assignment gives a property, if it is fixed and the property's setter hands it straight on to what limits this; null if not.
    /// </summary>
    public static ValueOrigin? OfAssigned(
        LimitedCalls limits,
        ISimpleAssignmentOperation assignment,
        Destination destination,
        CancellationToken cancellationToken)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property: { IsIndexer: false, SetMethod: { } setter } property }
            || !MayBeTime(limits.Known, property.Type, property.Name) || !limits.Code.IsSource(property))
        {
            return null;
        }

        return HandsOn(limits, setter, destination, cancellationToken)
            && limits.Values.Of(assignment.Value, cancellationToken) is { IsFixed: true } origin
            ? origin
            : null;
    }

    /// <summary>The arguments of a call or creation that are fixed and limit this.</summary>
    public static IEnumerable<(IArgumentOperation Argument, ValueOrigin Origin)> Of(
        LimitedCalls limits,
        IOperation call,
        Destination destination,
        CancellationToken cancellationToken)
    {
        (ISymbol? target, ImmutableArray<IArgumentOperation> arguments) = call switch
        {
            IInvocationOperation invocation => ((ISymbol?)invocation.TargetMethod, invocation.Arguments),
            IObjectCreationOperation creation => (creation.Constructor, creation.Arguments),
            _ => (null, []),
        };
        return target is not null && limits.Code.IsSource(target) && limits.Possible.Has(destination, cancellationToken)
            ? Of(limits, arguments, destination, cancellationToken)
            : [];
    }

    private static IEnumerable<(IArgumentOperation Argument, ValueOrigin Origin)> Of(
        LimitedCalls limits,
        ImmutableArray<IArgumentOperation> arguments,
        Destination destination,
        CancellationToken cancellationToken)
    {
        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Parameter is not { } parameter
                || !MayBeTime(limits.Known, parameter.Type, parameter.Name))
            {
                continue;
            }

            // Of a client that is generated into the project, such as one of gRPC, it is a limit already.
            if (Limit.OfArgument(limits.Known, argument) != Destination.None)
                continue;
            if (limits.Values.Of(argument.Value, cancellationToken) is { IsFixed: true } origin
                && (limits.OfParameter(parameter, cancellationToken) & destination) != 0)
            {
                yield return (argument, origin);
            }
        }
    }

    // set => _client.Timeout = value;
    private static bool HandsOn(LimitedCalls limits, IMethodSymbol setter, Destination destination, CancellationToken cancellationToken)
    {
        foreach (IOperation value in limits.Code.References.To(setter.OriginalDefinition.Parameters[0], cancellationToken))
        {
            for (IOperation? current = value; current?.Parent is { } parent; current = parent)
            {
                if (parent is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment && assignment.Value == current
                    && Limit.OfProperty(limits.Known, property) == destination)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a parameter or property may hold a time. Most numbers do not: those that do say so.</summary>
    public static bool MayBeTime(KnownSymbols known, ITypeSymbol type, string name)
    {
        if (known.IsTimeSpan(type) || known.IsPointInTime(type))
            return true;
        if (!KnownSymbols.IsNumber(type))
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
