using System.Text;
using AsyncJobs.Generator.Emit;
using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.Generator;

/// <summary>Writes a class for each method marked [AsyncJob], and AppJobs for all of them.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class AsyncJobGenerator : IIncrementalGenerator
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<JobModel> jobs = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                JobParser.AttributeName,
                static (node, _) => node is MethodDeclarationSyntax,
                static (found, cancellation) => JobParser.Parse((IMethodSymbol)found.TargetSymbol, found.Attributes[0], new Faults(), cancellation))
            .WhereNotNull()
            .WithTrackingName(TrackingNames.Jobs);

        IncrementalValuesProvider<JsonContextModel> contexts = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                JsonContextParser.AttributeName,
                static (node, _) => node is ClassDeclarationSyntax,
                static (found, _) => JsonContextParser.Parse((INamedTypeSymbol)found.TargetSymbol, found.Attributes))
            .WhereNotNull()
            .WithTrackingName(TrackingNames.JsonContexts);

        IncrementalValueProvider<ServicesModel?> services = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                ServicesParser.AttributeName,
                static (node, _) => node is MethodDeclarationSyntax,
                static (found, _) => ServicesParser.Parse((IMethodSymbol)found.TargetSymbol, new Faults()))
            .WhereNotNull()
            .Collect()
            .Select(static (found, _) => JobResolver.Choose(found))
            .WithTrackingName(TrackingNames.Services);

        IncrementalValueProvider<string> assembly = context.CompilationProvider
            .Select(static (compilation, _) => compilation.AssemblyName ?? "")
            .WithTrackingName(TrackingNames.Assembly);

        IncrementalValueProvider<string> rootNamespace = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => options.GlobalOptions.TryGetValue("build_property.RootNamespace", out string? name) ? name : null)
            .Combine(assembly)
            .Select(static (names, _) => Identifier.ToNamespace(names.Left ?? names.Right))
            .WithTrackingName(TrackingNames.RootNamespace);

        IncrementalValueProvider<HandlersModel?> handlers = context.CompilationProvider
            .Select(static (compilation, _) => HandlersParser.HasHandlers(compilation))
            .Combine(assembly)
            .Combine(rootNamespace)
            .Select(static (all, _) => all.Left.Left ? new HandlersModel(all.Left.Right, all.Right) : null)
            .WithTrackingName(TrackingNames.Handlers);

        IncrementalValueProvider<EquatableArray<ResolvedJob>> resolved = jobs.Collect()
            .Combine(contexts.Collect())
            .Combine(services)
            .Combine(rootNamespace)
            .Combine(handlers)
            .Select(static (all, cancellation) =>
            {
                ((((var jobs, var contexts), ServicesModel? services), string rootNamespace), HandlersModel? handlers) = all;
                return JobResolver.Resolve(jobs, contexts, services, rootNamespace, handlers, cancellation);
            })
            .WithTrackingName(TrackingNames.Resolved);

        IncrementalValueProvider<AppModel?> app = resolved
            .Combine(services)
            .Combine(rootNamespace)
            .Combine(handlers)
            .Select(static (all, _) =>
            {
                (((EquatableArray<ResolvedJob> jobs, ServicesModel? services), string rootNamespace), HandlersModel? handlers) = all;
                return JobResolver.Assemble(jobs, services, rootNamespace, handlers);
            })
            .WithTrackingName(TrackingNames.App);

        // Each job looks up its own result, so that a job that comes or goes moves none of its neighbours.
        IncrementalValuesProvider<ResolvedJob> outputs = jobs
            .Combine(resolved)
            .Select(static (pair, _) => JobResolver.Find(pair.Left, pair.Right))
            .WhereNotNull()
            .WithTrackingName(TrackingNames.Outputs);

        IncrementalValueProvider<GlueModel> glue = context.CompilationProvider
            .Select(static (compilation, _) => GlueParser.Parse(compilation))
            .WithTrackingName(TrackingNames.Glue);

        context.RegisterSourceOutput(
            outputs,
            static (output, job) => output.AddSource(job.HintName, SourceText.From(JobEmitter.Emit(job), s_utf8)));

        context.RegisterSourceOutput(
            app,
            static (output, app) =>
            {
                if (app is not null)
                    output.AddSource(AppEmitter.HintName, SourceText.From(AppEmitter.Emit(app), s_utf8));
            });

        context.RegisterSourceOutput(
            glue,
            static (output, glue) =>
            {
                if (glue.HasHttpClientBuilder)
                    output.AddSource(GlueEmitter.HttpClientHintName, SourceText.From(GlueEmitter.EmitHttpClient(), s_utf8));
                if (glue.HasLambdaContext)
                    output.AddSource(GlueEmitter.LambdaHintName, SourceText.From(GlueEmitter.EmitLambda(), s_utf8));
            });
    }
}
