using System.Globalization;
using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;
using AsyncJobs.Shared;

namespace AsyncJobs.Generator.Emit;

/// <summary>Writes the class of a job: its definition, its entry points, and its typed view for the user's code.</summary>
internal static class JobEmitter
{
    private const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    private const string Jobs = "global::AsyncJobs.Jobs.";
    private const string Binding = "global::AsyncJobs.Binding.";
    private const string JsonTypeInfo = "global::System.Text.Json.Serialization.Metadata.JsonTypeInfo";

    public static string Emit(ResolvedJob resolved)
    {
        JobModel job = resolved.Job;
        string typeName = Identifier.Escape(resolved.TypeName);
        string result = job.Result.Json?.Type ?? Jobs + "NoResult";

        SourceWriter source = new();
        FileHeader.Write(source);
        ManifestEmitter.Write(source, resolved);
        NamespaceBlock.Open(source, job.Namespace);
        source.Line(
            $"""
            /// <summary>The job <c>{job.Name}</c>: <c>{job.HttpMethod} {job.Template}</c> runs <c>{job.TypeName}.{job.MethodName}</c>.</summary>
            {FileHeader.GeneratedCode}
            {(job.IsPublic ? "public" : "internal")} static class {typeName}
            """);
        source.Open();
        WriteEntryPoints(source, resolved, result);
        StartEmitter.Write(source, resolved, typeName, result);
        source.Line(
            $"""

            /// <summary>Reads one of these jobs; null when there is none of this id.</summary>
            public static {ValueTask}<{Jobs}JobSnapshot<{result}>?> GetAsync(
                string id, global::System.Threading.CancellationToken cancellationToken = default) =>
                {resolved.App}.App.GetAsync(Definition, id, cancellationToken);
            """);
        WriteBodyJson(source, resolved);
        WriteInput(source, job);
        WriteDefinition(source, resolved, result);
        source.Close();
        NamespaceBlock.Close(source, job.Namespace);
        if (resolved.Handlers is { } handlers)
            HandlersEmitter.Write(source, resolved, handlers);
        return source.ToString();
    }

    private static void WriteEntryPoints(SourceWriter source, ResolvedJob resolved, string result)
    {
        string app = resolved.App + ".App";
        source.Line(
            $$"""
            /// <summary>What the attribute and the method say of the job.</summary>
            public static {{Jobs}}JobDefinition<{{result}}> Definition { get; } = new Job();
            """);
        EntryPoint.Write(source, "AcceptAsync", "Accept: answers the request that starts the job.", app, "Definition, ");
        EntryPoint.Write(source, "WorkAsync", "Work: runs the method.", app, "Definition, ");
        source.Line();
    }

    private static void WriteBodyJson(SourceWriter source, ResolvedJob resolved)
    {
        if (resolved.Job.Body?.Json is { } json)
            source.Line($"\nprivate static {JsonTypeInfo}<{json.Type}> BodyJson =>\n    {JsonOf(json, resolved.BodyContext)};");
    }

    private static void WriteInput(SourceWriter source, JobModel job)
    {
        source.Line();
        source.Line("private struct Input");
        source.Open();
        foreach (ParameterModel parameter in job.Parameters)
        {
            if (parameter.IsBound)
                source.Line($"public {parameter.Type} {InputMember.Of(parameter)};");
        }

        source.Close();
    }

    private static void WriteDefinition(SourceWriter source, ResolvedJob resolved, string result)
    {
        JobModel job = resolved.Job;
        source.Line();
        source.Line($"private sealed class Job : {Jobs}JobDefinition<Input, {result}>");
        source.Open();
        source.Line(
            $"""
            public Job()
                : base("{job.Name}", new global::AsyncJobs.Http.JobRoute("{job.HttpMethod}", "{job.Template}"))
            """);
        source.Open();
        source.Line(
            $"""
            TimeoutSeconds = {Text(job.Limits.TimeoutSeconds)};
            MemorySize = {Text(job.Limits.MemorySize)};
            MaxAttempts = {Text(job.Limits.MaxAttempts)};
            ReserveMilliseconds = {Text(job.Limits.ReserveMilliseconds)};
            RetentionHours = {Text(job.Limits.RetentionHours)};
            """);
        if (job.Limits.TotalTimeoutSeconds != JobDefaults.TotalTimeoutSeconds)
            source.Line($"TotalTimeoutSeconds = {Text(job.Limits.TotalTimeoutSeconds)};");
        if (job.Limits.RetryOnTimeout)
            source.Line("RetryOnTimeout = true;");
        if (job.Limits.RequireIdempotencyKey)
            source.Line("RequireIdempotencyKey = true;");
        if (job.Body is not null)
            source.Line("HasBody = true;");
        source.Close();
        if (job.Result.Json is { } json)
            source.Line($"\nprotected override {JsonTypeInfo}<{result}>? ResultType =>\n    {JsonOf(json, resolved.ResultContext)};");
        if (job.State is { } state)
            source.Line($"\nprotected override {JsonTypeInfo}? StateType =>\n    {JsonOf(state, resolved.StateContext)};");
        source.Line();
        BindEmitter.Write(source, job);
        source.Line();
        RunEmitter.Write(source, resolved, result);
        source.Close();
    }

    private static string JsonOf(JsonModel json, string? context) => context is null
        ? $"{Binding}JobJson.Reflected<{json.Type}>()"
        : $"{Binding}JobJson.From<{json.Type}>({context}.Default)";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
