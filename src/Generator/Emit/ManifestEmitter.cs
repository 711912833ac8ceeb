using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;
using AsyncJobs.Shared;

namespace AsyncJobs.Generator.Emit;

/// <summary>
/// Writes what a deployment has to know into the assembly, where it can be read without loading it: as JSON in [AssemblyMetadata], one
/// for each job, so that one that changes touches no other file. Every value is there, defaults too: whoever reads it may be of another version, and
/// have others.
/// </summary>
internal static class ManifestEmitter
{
    public static void Write(SourceWriter source, ResolvedJob resolved)
    {
        JobModel job = resolved.Job;
        ManifestText manifest = new ManifestText()
            .Add("manifest", ManifestNames.Version)
            .Add("name", job.Name)
            .Add("type", Plain(job.Type))
            .Add("method", job.MethodName)
            .AddIf("httpMethod", job.Route?.Method)
            .AddIf("path", job.Route?.Template)
            .Add("timeoutSeconds", job.Limits.TimeoutSeconds)
            .Add("memorySize", job.Limits.MemorySize)
            .Add("maxAttempts", job.Limits.MaxAttempts)
            .Add("reserveMilliseconds", job.Limits.ReserveMilliseconds)
            .Add("retentionHours", job.Limits.RetentionHours)
            .Add("totalTimeoutSeconds", job.Limits.TotalTimeoutSeconds)
            .AddIf("hasState", job.State is not null)
            .AddIf("keepsInput", resolved.KeepsInput)
            .AddIf("authorizer", job.Authorizer)
            .AddIf("starts", job.Starts)
            .AddIf("returnsFile", job.Result.File)
            .AddIf("acceptHandler", job.Route is null ? null : HandlerName.Of(resolved.Handlers, HandlerName.Accept(job)))
            .AddIf("workHandler", HandlerName.Of(resolved.Handlers, HandlerName.Work(job)));
        Write(source, ManifestNames.Job, manifest);
    }

    public static void Write(SourceWriter source, AppModel app)
    {
        ManifestText manifest = new ManifestText()
            .Add("manifest", ManifestNames.Version)
            .Add("namespace", Plain(app.Namespace))
            .AddIf("statusHandler", HandlerName.Of(app.Handlers, HandlerName.Status))
            .AddIf("httpHandler", HandlerName.Of(app.Handlers, HandlerName.Http))
            .AddIf("settleHandler", HandlerName.Of(app.Handlers, HandlerName.Settle))
            .AddIf(ManifestNames.PayloadBucket, app.HasPayloadBucket)
            .AddIf("runtime", app.Runtime);
        Write(source, ManifestNames.App, manifest);
    }

    private static void Write(SourceWriter source, string key, ManifestText manifest)
    {
        // Verbatim: the oldest C# that users may have knows no raw strings.
        source.Line($"[assembly: global::System.Reflection.AssemblyMetadata(\"{key}\", @\"{manifest.ToString().Replace("\"", "\"\"")}\")]");
        source.Line();
    }

    // A name as the runtime knows it: without what C# adds.
    private static string Plain(string name) => name.Replace("global::", "").Replace("@", "");
}
