using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>The properties and arguments by which the libraries of the catalogue are told how long an outgoing call may take.</summary>
internal static class Limit
{
    /// <summary>What a property, when assigned, limits.</summary>
    public static Destination OfProperty(KnownSymbols known, IPropertyReferenceOperation reference)
    {
        IPropertySymbol property = reference.Property;
        while (property.OverriddenProperty is { } overridden)
            property = overridden;

        if (known.Http.Client.Is(property.ContainingType))
            return property.Name == HttpLibrary.Timeout ? Destination.ClientTimeout : Destination.None;
        if (known.Polly.IsTime(property))
            return Destination.Pipeline;

        return known.IsLimit(reference) ? Destination.OtherClient : Destination.None;
    }

    /// <summary>What an argument limits.</summary>
    public static Destination OfArgument(KnownSymbols known, IArgumentOperation argument)
    {
        IMethodSymbol? method = argument.Parent switch
        {
            IInvocationOperation invocation => invocation.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            _ => null,
        };
        if (argument.Parameter is not { } parameter || method is null || !known.TakesTime(method))
            return Destination.None;
        if (known.Polly.IsTime(method, parameter))
            return Destination.Pipeline;

        return known.IsLimit(argument) ? Destination.OtherClient : Destination.None;
    }

    /// <summary>Whether an argument limits a call by the method whose name says so.</summary>
    public static bool IsNamedForIt(KnownSymbols known, IMethodSymbol method) => known.Libraries.Any(library => library.IsNamedForLimit(method));
}
