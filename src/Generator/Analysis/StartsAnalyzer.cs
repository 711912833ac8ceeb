using System.Collections.Immutable;
using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Finds names in the Starts of jobs that no job has.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StartsAnalyzer : JobAnalyzer
{
    // More would hide what the message says.
    private const int MostListed = 5;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.UnknownStart];

    private protected override void Start(CompilationStartAnalysisContext context, INamedTypeSymbol attribute)
    {
        FoundJobs jobs = new();
        bool isBroken = false;
        context.RegisterSymbolAction(
            symbol =>
            {
                if (Find((IMethodSymbol)symbol.Symbol, attribute) is { } found && !jobs.Add(symbol, found))
                    isBroken = true;
            },
            SymbolKind.Method);

        // A job that is broken may have the name, and what is wrong with it is told elsewhere.
        context.RegisterCompilationEndAction(end =>
        {
            if (!isBroken)
                Report(end, jobs);
        });
    }

    private static void Report(CompilationAnalysisContext context, FoundJobs jobs)
    {
        ImmutableArray<JobModel> all = jobs.Set.All;
        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach (JobModel job in all)
            names.Add(job.Name);
        foreach (JobModel job in all)
        {
            AttributeData attribute = jobs[job].Attribute;
            foreach ((string name, int index) in StartsParser.NamesOf(attribute))
            {
                if (names.Contains(name))
                    continue;

                Location location = FaultLocator.Locate(FaultSite.Element(attribute, StartsParser.Property, index), context.CancellationToken);
                context.ReportDiagnostic(Diagnostic.Create(Rules.UnknownStart, location, name, Advice(name, names)));
            }
        }
    }

    private static string Advice(string name, SortedSet<string> names)
    {
        if (NearestName.Of(name, names) is { } nearest)
            return $"did you mean '{nearest}'?";

        List<string> listed = [];
        foreach (string known in names)
        {
            if (listed.Count == MostListed)
            {
                listed.Add("…");
                break;
            }

            listed.Add($"'{known}'");
        }

        return $"its jobs are {string.Join(", ", listed)}";
    }
}
