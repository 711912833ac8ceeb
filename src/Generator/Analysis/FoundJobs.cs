using System.Collections.Concurrent;
using System.Collections.Immutable;
using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Gathers the valid jobs of a compilation for the rules that look at all of them.</summary>
internal sealed class FoundJobs
{
    private readonly ConcurrentDictionary<JobModel, (IMethodSymbol Method, AttributeData Attribute)> _jobs = new();

    /// <summary>The jobs in the order in which the generator sees them.</summary>
    public JobSet Set => new(_jobs.Keys.ToImmutableArray());

    public (IMethodSymbol Method, AttributeData Attribute) this[JobModel job] => _jobs[job];

    /// <summary>Adds the job of a method.</summary>
    /// <returns>Whether it is one without faults.</returns>
    public bool Add(SymbolAnalysisContext context, AttributeData? attribute)
    {
        IMethodSymbol method = (IMethodSymbol)context.Symbol;
        if (attribute is null || JobParser.Parse(method, attribute, new Faults(), context.CancellationToken) is not { } job)
            return false;

        _jobs.TryAdd(job, (method.PartialDefinitionPart ?? method, attribute));
        return true;
    }
}
