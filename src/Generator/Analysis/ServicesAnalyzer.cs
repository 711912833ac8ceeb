using System.Collections.Concurrent;
using System.Collections.Immutable;
using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Checks the [JobServices] method, and that there is one where jobs need it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ServicesAnalyzer : JobAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Rules.NoServices, Rules.BadServicesMethod, Rules.SeveralServicesMethods];

    private protected override void Start(CompilationStartAnalysisContext context, INamedTypeSymbol attribute)
    {
        if (context.Compilation.GetTypeByMetadataName(ServicesParser.AttributeName) is not { } servicesAttribute)
            return;

        FoundJobs jobs = new();
        ConcurrentBag<(IMethodSymbol Method, ServicesModel? Model)> services = [];
        ConcurrentDictionary<(string, Location), bool> seen = new();
        INamedTypeSymbol? startupAttribute = context.Compilation.GetTypeByMetadataName(StartupParser.AttributeName);
        bool hasStartup = false;
        if (startupAttribute is not null)
        {
            context.RegisterSymbolAction(
                symbol =>
                {
                    if (IsStartup((INamedTypeSymbol)symbol.Symbol, startupAttribute))
                        hasStartup = true;
                },
                SymbolKind.NamedType);
        }

        context.RegisterSymbolAction(
            symbol =>
            {
                IMethodSymbol method = (IMethodSymbol)symbol.Symbol;
                jobs.Add(symbol, Find(method, attribute));
                if (Find(method, servicesAttribute) is not null)
                    services.Add((method, ServicesParser.Parse(method, new ReportedFaults(symbol.ReportDiagnostic, seen, symbol.CancellationToken))));
            },
            SymbolKind.Method);
        context.RegisterCompilationEndAction(end =>
        {
            // A marked method of the wrong shape has its own diagnostic; to say that there is none would confuse.
            if (!services.IsEmpty)
                ReportSeveral(end, services);
            else if (!hasStartup)
                ReportMissing(end, jobs);
        });
    }

    private static bool IsStartup(INamedTypeSymbol type, INamedTypeSymbol attribute)
    {
        foreach (AttributeData candidate in type.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(candidate.AttributeClass, attribute))
                return StartupParser.Parse(type) is not null;
        }

        return false;
    }

    private static void ReportMissing(CompilationAnalysisContext context, FoundJobs jobs)
    {
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        foreach (JobModel job in jobs.Set.All)
        {
            if (!job.NeedsServices)
                continue;

            IMethodSymbol method = jobs[job].Method;
            Report(method, job.Parameters);
            if (job.Target is { } target && TargetParser.ChooseConstructor(method.ContainingType, new Faults()) is { } constructor)
                Report(constructor, target.Parameters);
        }

        void Report(IMethodSymbol method, EquatableArray<ParameterModel> models)
        {
            for (int i = 0; i < models.Count; i++)
            {
                IParameterSymbol parameter = method.Parameters[i];
                if (models[i].NeedsServices && seen.Add(parameter))
                {
                    Location location = FaultLocator.Locate(FaultSite.Name(parameter), context.CancellationToken);
                    context.ReportDiagnostic(Diagnostic.Create(Rules.NoServices, location, $"The parameter '{parameter.Name}'"));
                }
            }
        }
    }

    private static void ReportSeveral(CompilationAnalysisContext context, IEnumerable<(IMethodSymbol Method, ServicesModel? Model)> services)
    {
        List<(IMethodSymbol Method, ServicesModel Model)> valid = [];
        foreach ((IMethodSymbol method, ServicesModel? model) in services)
        {
            if (model is not null)
                valid.Add((method, model));
        }

        valid.Sort(static (left, right) => string.CompareOrdinal(left.Model.Method, right.Model.Method));
        for (int i = 1; i < valid.Count; i++)
        {
            IMethodSymbol first = valid[0].Method;
            Location location = FaultLocator.Locate(FaultSite.Name(valid[i].Method), context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(Rules.SeveralServicesMethods, location, $"{first.ContainingType.Name}.{first.Name}"));
        }
    }
}
