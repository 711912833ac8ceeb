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
            if (argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Parameter is not { } parameter || !MayBeTime(parameter))
                continue;
            if (flow.OriginOf(argument.Value, cancellationToken) is { IsFixed: true } origin
                && (DestinationFinder.OfParameter(flow, parameter, cancellationToken) & destination) != 0)
            {
                yield return (argument, origin);
            }
        }
    }

    // Most numbers are no times: those that are say so.
    private static bool MayBeTime(IParameterSymbol parameter)
    {
        if (Library.IsTimeSpan(parameter.Type) || Library.IsPointInTime(parameter.Type))
            return true;
        if (!Library.IsNumber(parameter.Type))
            return false;

        if (parameter.Name == "ms" || parameter.Name.EndsWith("Ms", StringComparison.Ordinal))
            return true;

        foreach (string word in s_words)
        {
            if (parameter.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        }

        return false;
    }
}
