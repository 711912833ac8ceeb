using System.Collections.Concurrent;
using System.Collections.Immutable;
using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Finds results and states of jobs that plainly cannot be written as JSON.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WritableJsonAnalyzer : JobAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.UnwritableJson];

    private protected override void Start(CompilationStartAnalysisContext context, INamedTypeSymbol attribute)
    {
        FoundJobs jobs = new();
        ConcurrentBag<JsonContextModel> converting = [];
        context.RegisterSymbolAction(symbol => jobs.Add(symbol, Find((IMethodSymbol)symbol.Symbol, attribute)), SymbolKind.Method);
        context.RegisterSymbolAction(
            symbol =>
            {
                INamedTypeSymbol type = (INamedTypeSymbol)symbol.Symbol;
                if (type.TypeKind == TypeKind.Class && HasConverters(type) && JsonContextParser.Parse(type) is { } model)
                    converting.Add(model);
            },
            SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end => Report(end, jobs, new JsonContexts(converting.ToImmutableArray())));
    }

    private static void Report(CompilationAnalysisContext context, FoundJobs jobs, JsonContexts converting)
    {
        foreach (JobModel job in jobs.Set.All)
        {
            (IMethodSymbol method, AttributeData attribute) = jobs[job];
            Check(job.Result.Json, ResultParser.ValueOf(method), "result", FaultSite.TypeOf(method));
            Check(job.State, StateParser.Find(attribute), "state", FaultSite.Property(attribute, StateParser.Property));
        }

        void Check(JsonModel? json, ITypeSymbol? type, string role, FaultSite site)
        {
            if (json is null || type is null || converting.Find(json) is not null)
                return;

            foreach (JsonFault fault in JsonFaultFinder.Find(type, context.CancellationToken))
            {
                Location location = FaultLocator.Locate(site, context.CancellationToken);
                context.ReportDiagnostic(Diagnostic.Create(Rules.UnwritableJson, location, role, fault.Path, fault.What, fault.Instead));
            }
        }
    }

    // Its converters may write anything.
    private static bool HasConverters(INamedTypeSymbol type)
    {
        AttributeData? options = type.FindAttribute(JsonContextParser.Namespace, "JsonSourceGenerationOptionsAttribute");
        return options is not null && options.NamedArguments.Any(static argument => argument.Key == "Converters");
    }
}
