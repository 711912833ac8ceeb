using System.Collections.Concurrent;
using System.Collections.Immutable;
using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Finds bodies, results and states of jobs that plainly do not go through JSON as they are.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JsonTypeAnalyzer : JobAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.UnwritableJson, Rules.LostJson, Rules.OmittedJson];

    private protected override void Start(CompilationStartAnalysisContext context, INamedTypeSymbol attribute)
    {
        FoundJobs jobs = new();
        ConcurrentBag<JsonContextModel> contexts = [];
        ConcurrentDictionary<string, JsonSettings> settings = new(StringComparer.Ordinal);
        context.RegisterSymbolAction(symbol => jobs.Add(symbol, Find((IMethodSymbol)symbol.Symbol, attribute)), SymbolKind.Method);
        context.RegisterSymbolAction(
            symbol =>
            {
                INamedTypeSymbol type = (INamedTypeSymbol)symbol.Symbol;
                if (type.TypeKind != TypeKind.Class || JsonContextParser.Parse(type) is not { } model)
                    return;

                contexts.Add(model);
                settings.TryAdd(model.Type, JsonSettings.Of(type));
            },
            SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end => Report(end, jobs, new JsonContexts(contexts.ToImmutableArray()), settings));
    }

    private static void Report(
        CompilationAnalysisContext context, FoundJobs jobs, JsonContexts contexts, ConcurrentDictionary<string, JsonSettings> settings)
    {
        foreach (JobModel job in jobs.Set.All)
        {
            (IMethodSymbol method, AttributeData attribute) = jobs[job];
            for (int i = 0; i < job.Parameters.Count; i++)
            {
                IParameterSymbol parameter = method.Parameters[i];
                Check(job.Parameters[i].Json, parameter.Type, JsonUse.Read, "body", FaultSite.TypeOf(parameter));
            }

            Check(job.Result.Json, ResultParser.ValueOf(method), JsonUse.Written, "result", FaultSite.TypeOf(method));
            Check(job.State, StateParser.Find(attribute), JsonUse.Written, "state", FaultSite.Property(attribute, StateParser.Property));
        }

        void Check(JsonModel? json, ITypeSymbol? type, JsonUse use, string role, FaultSite site)
        {
            if (json is null || type is null)
                return;

            JsonSettings options = contexts.Find(json) is { } found ? settings[found] : JsonSettings.Web;
            foreach (JsonFault fault in JsonFaultFinder.Find(type, use, options, context.CancellationToken))
            {
                Location location = FaultLocator.Locate(site, context.CancellationToken);
                string done = use == JsonUse.Read ? "read" : "written";
                context.ReportDiagnostic(Diagnostic.Create(fault.Rule, location, role, done, fault.Path, fault.What, fault.Instead));
            }
        }
    }
}
