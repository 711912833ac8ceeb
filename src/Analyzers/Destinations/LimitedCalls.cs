using System.Collections.Concurrent;
using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>What the times and cancellations of one compilation limit.</summary>
internal sealed class LimitedCalls(TimeValues values, ClientRegistrations clients)
{
    private readonly ConcurrentDictionary<ISymbol, Destination> _parameters = new(SymbolEqualityComparer.Default);

    public CodeIndex Code => Values.Code;

    public KnownSymbols Known => Code.Known;

    /// <summary>Where times come from.</summary>
    public TimeValues Values { get; } = values;

    /// <summary>Which limits there can be.</summary>
    public PossibleLimits Possible { get; } = new(values.Code);

    /// <summary>What is registered in a container.</summary>
    public ClientRegistrations Clients { get; } = clients;

    /// <summary>What a parameter of a method of the compilation limits.</summary>
    public Destination OfParameter(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        parameter = parameter.OriginalDefinition;
        return _parameters.TryGetValue(parameter, out Destination known)
            ? known
            : _parameters.GetOrAdd(parameter, new DestinationFinder(this, cancellationToken).OfParameter(parameter));
    }
}
