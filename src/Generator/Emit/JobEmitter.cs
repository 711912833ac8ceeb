using System.Globalization;
using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;
using AsyncJobs.Shared;

namespace AsyncJobs.Generator.Emit;

/// <summary>Writes the class of a job: its definition, its entry points, and its typed view for the user's code.</summary>
internal static class JobEmitter
{
    public static string Emit(ResolvedJob resolved)
    {
        SourceWriter source = new();
        FileHeader.Write(source, resolved.Job.UseDiagnostics);
        WriteExternAliases(source, resolved);
        ManifestEmitter.Write(source, resolved);
        WriteCode(source, resolved);
        return source.ToString();
    }

    // They come first in a file. Those that its code uses are known when there is code, so that it is written twice where there are any.
    private static void WriteExternAliases(SourceWriter source, ResolvedJob resolved)
    {
        if (resolved.Project.ExternAliases.Count == 0)
            return;

        SourceWriter code = new();
        WriteCode(code, resolved);
        FileHeader.WriteExternAliases(source, resolved.Project.ExternAliases, code);
    }

    private static void WriteCode(SourceWriter source, ResolvedJob resolved)
    {
        EquatableArray<string> externAliases = resolved.Project.ExternAliases;
        NamespaceBlock.Write(source, resolved.Job.Namespace, block => WriteClass(block, resolved), externAliases);
        if (resolved.Handlers is not { } handlers)
            return;

        source.Line();
        NamespaceBlock.Write(source, handlers.Namespace, block => HandlersEmitter.Write(block, resolved), externAliases);
    }

    private static void WriteClass(SourceWriter source, ResolvedJob resolved)
    {
        JobModel job = resolved.Job;
        Aliases names = source.Names;
        string typeName = Identifier.Escape(resolved.TypeName);
        string result = job.Result.File ? "global::AsyncJobs.JobDownload" : job.Result.Json?.Type ?? names.Jobs + "NoResult";
        source.Line(
            $"""
            /// <summary>The job <c>{job.Name}</c>: {StartOf(job)} runs <c>{job.TypeName}.{job.MethodName}</c>.</summary>
            {FileHeader.Attributes}{ExperimentalOf(job)}
            {(job.IsPublic ? "public" : "internal")} static class {typeName}
            """);
        source.Open();
        WriteEntryPoints(source, resolved, result);
        StartEmitter.Write(source, resolved, typeName, result);
        ClientEmitter.Write(source, resolved, typeName);
        source.Line(
            $"""

            /// <summary>Reads one of these jobs.</summary>
            /// <param name="id">The job's id.</param>
            /// <param name="cancellationToken">Gives up.</param>
            /// <returns>The job as it is now; null when there is none of this id.</returns>
            public static {names.Tasks}Task<{names.Jobs}JobSnapshot<{result}>?> GetAsync(
                string id, {names.Threading}CancellationToken cancellationToken = default) =>
                {resolved.App}.Current.GetAsync(Definition, id, cancellationToken);

            /// <summary>Waits from code until one of these jobs has ended, for as long as the invocation has time.</summary>
            /// <param name="id">The job's id.</param>
            /// <param name="timeout">How long to wait at most; null for as long as the invocation has time.</param>
            /// <param name="cancellationToken">Gives up.</param>
            /// <returns>The job at its end; null when there is none of this id.</returns>
            /// <exception cref="{names.Jobs}JobWaitTimeoutException">The time is up, and the job goes on.</exception>
            public static {names.Tasks}Task<{names.Jobs}JobSnapshot<{result}>?> WaitAsync(
                string id, global::System.TimeSpan? timeout = null, {names.Threading}CancellationToken cancellationToken = default) =>
                {resolved.App}.Current.WaitAsync(Definition, id, timeout, cancellationToken);
            """);
        WriteBodyJson(source, resolved);
        WriteInput(source, job);
        WriteDefinition(source, resolved, result);
        source.Close();
    }

    private static string StartOf(JobModel job) => job.Route is { } route ? $"<c>{route.Key}</c>" : "<c>StartAsync</c>";

    // Who starts the job from code uses what is experimental.
    private static string ExperimentalOf(JobModel job) => job.Experimental is { } experimental
        ? $"\n[global::System.Diagnostics.CodeAnalysis.Experimental({experimental.Arguments})]"
        : "";

    private static void WriteEntryPoints(SourceWriter source, ResolvedJob resolved, string result)
    {
        string app = resolved.App + ".App";
        source.Line(
            $$"""
            /// <summary>What the attribute and the method say of the job.</summary>
            public static {{source.Names.Jobs}}JobDefinition<{{result}}> Definition { get; } = new Job();
            """);
        if (resolved.Job.Route is not null)
            EntryPoint.Write(source, "AcceptAsync", "Accept: answers the request that starts the job.", app, "Definition, ");
        EntryPoint.Write(source, "WorkAsync", "Work: runs the method.", app, "Definition, ");
        source.Line();
    }

    private static void WriteBodyJson(SourceWriter source, ResolvedJob resolved)
    {
        if (resolved.Job.Body?.Json is not { } json)
            return;

        string property = $"private static {source.Names.Metadata}JsonTypeInfo<{json.Type}> BodyJson";
        WriteJson(source, property, json, resolved.BodyContext, resolved.Project);
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
        string definition = job.Result.File ? "FileJobDefinition<Input>" : $"JobDefinition<Input, {result}>";
        source.Line($"private sealed class Job : {source.Names.Jobs}{definition}");
        source.Open();
        source.Line(
            $"""
            public Job()
                : base("{job.Name}"{RouteOf(job)})
            """);
        WriteSettings(source, resolved);
        if (job.Result.Json is { } json)
        {
            string property = $"protected override {source.Names.Metadata}JsonTypeInfo<{result}>? ResultType";
            WriteJson(source, property, json, resolved.ResultContext, resolved.Project);
        }

        if (job.State is { } state)
        {
            string property = $"protected override {source.Names.Metadata}JsonTypeInfo? StateType";
            WriteJson(source, property, state, resolved.StateContext, resolved.Project);
        }

        source.Line();
        BindEmitter.Write(source, job);
        source.Line();
        RunEmitter.Write(source, resolved, result);
        source.Close();
    }

    private static string RouteOf(JobModel job) => job.Route is { } route
        ? $", new global::AsyncJobs.Http.JobRoute(\"{route.Method}\", \"{route.Template}\")"
        : "";

    // What is not said here is the default of the runtime.
    private static void WriteSettings(SourceWriter source, ResolvedJob resolved)
    {
        JobModel job = resolved.Job;
        JobLimits limits = job.Limits;
        source.Open();
        Write(nameof(limits.TimeoutSeconds), limits.TimeoutSeconds, JobDefaults.TimeoutSeconds);
        Write(nameof(limits.MemorySize), limits.MemorySize, JobDefaults.MemorySize);
        Write(nameof(limits.MaxAttempts), limits.MaxAttempts, JobDefaults.MaxAttempts);
        Write(nameof(limits.ReserveMilliseconds), limits.ReserveMilliseconds, JobDefaults.ReserveMilliseconds);
        Write(nameof(limits.RetentionHours), limits.RetentionHours, JobDefaults.RetentionHours);
        Write(nameof(limits.TotalTimeoutSeconds), limits.TotalTimeoutSeconds, JobDefaults.TotalTimeoutSeconds);
        WriteIf(nameof(limits.RetryOnTimeout), limits.RetryOnTimeout);
        WriteIf(nameof(limits.RequireIdempotencyKey), limits.RequireIdempotencyKey);
        WriteIf(nameof(limits.KeepInput), resolved.KeepsInput);
        if (job.Starts.Count > 0)
            source.Line($"Starts = new[] {{ {string.Join(", ", job.Starts.Select(Literal.Of))} }};");
        source.Close();

        void Write(string property, int value, int otherwise)
        {
            if (value != otherwise)
                source.Line($"{property} = {value.ToString(CultureInfo.InvariantCulture)};");
        }

        void WriteIf(string property, bool isOn)
        {
            if (isOn)
                source.Line($"{property} = true;");
        }
    }

    // Where reflection is ruled out, AJ0024 says so at the type; the same in other words, here, would help nobody.
    private static void WriteJson(SourceWriter source, string property, JsonModel json, string? context, ProjectModel project)
    {
        const string warnings = "IL2026, IL3050";
        bool isTold = context is null && project.AgainstReflection is not null;
        source.Line();
        if (isTold)
            source.Line($"#pragma warning disable {warnings} // AJ0024 tells of it at the type.");
        source.Line($"{property} =>");
        source.Indent();
        source.Line($"{JsonOf(source, json, context)};");
        source.Unindent();
        if (isTold)
            source.Line($"#pragma warning restore {warnings}");
    }

    private static string JsonOf(SourceWriter source, JsonModel json, string? context) => context is null
        ? $"{source.Names.Binding}JobJson.Reflected<{json.Type}>()"
        : $"{source.Names.Binding}JobJson.From<{json.Type}>({context}.Default)";
}
