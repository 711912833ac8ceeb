using System.Collections.Concurrent;
using System.Collections.Immutable;
using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Finds types of jobs that would be described by reflection where the project rules that out.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JsonContextAnalyzer : JobAnalyzer
{
    /// <summary>The property of a diagnostic that holds the type to list.</summary>
    public const string TypeProperty = "Type";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.MissingJsonType];

    private protected override void Start(CompilationStartAnalysisContext context, INamedTypeSymbol attribute)
    {
        if (JsonReflection.RuledOutBy(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions) is not { } reason)
            return;

        FoundJobs jobs = new();
        ConcurrentBag<JsonContextModel> contexts = [];
        context.RegisterSymbolAction(symbol => jobs.Add(symbol, Find((IMethodSymbol)symbol.Symbol, attribute)), SymbolKind.Method);
        context.RegisterSymbolAction(
            symbol =>
            {
                INamedTypeSymbol type = (INamedTypeSymbol)symbol.Symbol;
                if (type.TypeKind == TypeKind.Class && JsonContextParser.Parse(type) is { } model)
                    contexts.Add(model);
            },
            SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end => Report(end, jobs, new JsonContexts(contexts.ToImmutableArray()), reason));
    }

    private static void Report(CompilationAnalysisContext context, FoundJobs jobs, JsonContexts contexts, string reason)
    {
        foreach (JobModel job in jobs.Set.All)
        {
            (IMethodSymbol method, AttributeData attribute) = jobs[job];
            Check(job.Result.Json, ResultParser.ValueOf(method), FaultSite.TypeOf(method));
            Check(job.State, StateParser.Find(attribute), FaultSite.Property(attribute, StateParser.Property));
            for (int i = 0; i < job.Parameters.Count; i++)
                Check(job.Parameters[i].Json, method.Parameters[i].Type, FaultSite.TypeOf(method.Parameters[i]));
        }

        void Check(JsonModel? json, ITypeSymbol? found, FaultSite site)
        {
            // AJ0034 or AJ0035 asks for another type; to list this one as well would be contrary advice.
            if (json is null || contexts.Find(json) is not null || (found is not null && JsonFaultFinder.IsHopeless(found)))
                return;

            string type = json.Key.Replace("global::", "");
            Location location = FaultLocator.Locate(site, context.CancellationToken);
            ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(TypeProperty, json.Key);
            context.ReportDiagnostic(Diagnostic.Create(Rules.MissingJsonType, location, properties, type, reason));
        }
    }
}
