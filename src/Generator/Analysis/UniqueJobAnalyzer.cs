using System.Collections.Immutable;
using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Finds jobs that have the route or the name of another.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UniqueJobAnalyzer : JobAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.DuplicateRoute, Rules.DuplicateName];

    private protected override void Start(CompilationStartAnalysisContext context, INamedTypeSymbol attribute)
    {
        FoundJobs jobs = new();
        context.RegisterSymbolAction(symbol => jobs.Add(symbol, Find((IMethodSymbol)symbol.Symbol, attribute)), SymbolKind.Method);
        context.RegisterCompilationEndAction(end => Report(end, jobs));
    }

    private static void Report(CompilationAnalysisContext context, FoundJobs jobs)
    {
        JobSet set = jobs.Set;
        foreach (JobModel job in set.All)
        {
            AttributeData attribute = jobs[job].Attribute;
            if (set.SameRoute(job) is { } sameRoute)
                Add(Rules.DuplicateRoute, FaultSite.Route(attribute), job.Route!.Key, sameRoute);
            else if (set.SameName(job) is { } sameName)
                Add(Rules.DuplicateName, FaultSite.Property(attribute, "Name"), job.Name, sameName);
        }

        void Add(DiagnosticDescriptor rule, FaultSite site, string value, JobModel other) =>
            context.ReportDiagnostic(
                Diagnostic.Create(rule, FaultLocator.Locate(site, context.CancellationToken), value, $"{other.TypeName}.{other.MethodName}"));
    }
}
