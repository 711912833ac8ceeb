using System.Collections.Concurrent;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Turns what a parser finds into diagnostics.</summary>
/// <param name="report">Takes them.</param>
/// <param name="seen">The places told of already: several jobs of a class find the same fault in it.</param>
/// <param name="cancellationToken">Ends the search for locations.</param>
internal sealed class ReportedFaults(
    Action<Diagnostic> report, ConcurrentDictionary<(string, Location), bool> seen, CancellationToken cancellationToken) : Faults
{
    protected override void Report(DiagnosticDescriptor rule, FaultSite site, object[] arguments)
    {
        Location location = FaultLocator.Locate(site, cancellationToken);
        if (seen.TryAdd((rule.Id, location), true))
            report(Diagnostic.Create(rule, location, arguments));
    }
}
