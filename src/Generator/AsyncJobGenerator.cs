using System.Text;
using AsyncJobs.Generator.Emit;
using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
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
        // All that a keystroke in an unrelated file costs is here: what is found equals what was found before, and nothing else runs.
        IncrementalValueProvider<FoundModel> found = context.CompilationProvider
            .Select(DeclarationFinder.Find)
            .WithTrackingName(TrackingNames.Found);
        IncrementalValuesProvider<JobModel> jobs = found
            .SelectMany(static (all, _) => all.Jobs)
            .WithTrackingName(TrackingNames.JobsOfFiles)
            .SelectMany(static (file, _) => file)
            .WithTrackingName(TrackingNames.Jobs);
        IncrementalValueProvider<string> rootNamespace = FindRootNamespace(context);
        IncrementalValueProvider<ProjectModel> project = context.CompilationProvider
            .Combine(rootNamespace)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (all, _) => ProjectParser.Parse(all.Left.Left, all.Left.Right, all.Right.GlobalOptions))
            .WithTrackingName(TrackingNames.Project);
        IncrementalValueProvider<GlueModel> glue = context.CompilationProvider
            .Select(static (compilation, _) => GlueParser.Parse(compilation))
            .WithTrackingName(TrackingNames.Glue);

        IncrementalValueProvider<EquatableArray<ResolvedJob>> resolved = found
            .Combine(rootNamespace)
            .Combine(project)
            .Select(static (all, cancellation) =>
            {
                ((FoundModel found, string rootNamespace), ProjectModel project) = all;
                return JobResolver.Resolve(found, rootNamespace, project, cancellation);
            })
            .WithTrackingName(TrackingNames.Resolved);

        IncrementalValueProvider<AppModel?> app = resolved
            .Combine(found)
            .Combine(rootNamespace)
            .Combine(project)
            .Combine(glue)
            .Select(static (all, _) =>
            {
                ((((var jobs, FoundModel found), string rootNamespace), ProjectModel project), GlueModel glue) = all;
                return JobResolver.Assemble(jobs, found.Services, rootNamespace, project, glue);
            })
            .WithTrackingName(TrackingNames.App);

        // Each job looks up its own result, so that a job that comes or goes moves none of its neighbours.
        IncrementalValuesProvider<ResolvedJob> outputs = jobs
            .Combine(resolved)
            .Select(static (pair, _) => JobResolver.Find(pair.Left, pair.Right))
            .WhereNotNull()
            .WithTrackingName(TrackingNames.Outputs);

        context.RegisterSourceOutput(outputs, static (output, job) => Add(output, job.HintName, JobEmitter.Emit(job)));
        context.RegisterSourceOutput(app, AddApp);
        context.RegisterSourceOutput(glue, AddGlue);
    }

    private static IncrementalValueProvider<string> FindRootNamespace(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<string> assembly = context.CompilationProvider
            .Select(static (compilation, _) => compilation.AssemblyName ?? "")
            .WithTrackingName(TrackingNames.Assembly);

        return context.AnalyzerConfigOptionsProvider
            .Combine(assembly)
            .Select(static (names, _) => ProjectParser.RootNamespace(names.Left.GlobalOptions, names.Right))
            .WithTrackingName(TrackingNames.RootNamespace);
    }

    private static void AddApp(SourceProductionContext output, AppModel? app)
    {
        if (app is not null)
            Add(output, AppEmitter.HintName, AppEmitter.Emit(app));
    }

    private static void AddGlue(SourceProductionContext output, GlueModel glue)
    {
        if (glue.HasHttpClientBuilder)
            Add(output, GlueEmitter.HttpClientHintName, GlueEmitter.EmitHttpClient(glue.HasFriends));
        if (glue.HasLambdaClient)
            Add(output, GlueEmitter.LambdaClientHintName, GlueEmitter.EmitLambdaClient(glue.HasFriends));
        if (glue.HasLambdaContext)
            Add(output, GlueEmitter.LambdaHintName, GlueEmitter.EmitLambda(glue.HasFriends));
        if (glue is { HasFriends: true, HasEmbedded: false })
            Add(output, GlueEmitter.EmbeddedHintName, GlueEmitter.EmitEmbedded());
    }

    private static void Add(SourceProductionContext output, string hintName, string source) =>
        output.AddSource(hintName, SourceText.From(source, s_utf8));
}
