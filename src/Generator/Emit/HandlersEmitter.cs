using AsyncJobs.Generator.Model;
using AsyncJobs.Generator.Parsing;

namespace AsyncJobs.Generator.Emit;

/// <summary>Writes the methods of a class library that Lambda calls: one class with a part in each file.</summary>
internal static class HandlersEmitter
{
    /// <summary>Writes the part of AppJobs, which has what all share.</summary>
    public static void Write(SourceWriter source, HandlersModel handlers)
    {
        source.Line(
            $"""

            /// <summary>The methods that Lambda functions of this class library name as their handlers.</summary>
            public static partial class {HandlerName.Type}
            """);
        source.Open();
        WriteMethod(source, HandlerName.Status, "Status: answers GET and DELETE of a job's URL.", "AppJobs.StatusAsync");
        source.Line();
        WriteMethod(source, HandlerName.Settle, "Settle: takes the platform's record of an event it gave up on.", "AppJobs.SettleAsync");
        source.Line();
        WriteMethod(source, HandlerName.Http, "All HTTP endpoints behind one function, told apart by method and path.", "AppJobs.HttpAsync");
        string traceId = handlers.HasTraceId ? "context.TraceId" : "null";
        source.Line(
            $"""

            {FileHeader.Attributes}
            private static {ResultOf(source)} RunAsync({source.Names.Jobs}LambdaEntryPoint handler, {ParametersOf(source)}) =>
                global::AsyncJobs.Hosting.ClassLibraryHost.RunAsync(
                    handler, input, context.AwsRequestId, context.RemainingTime, context.InvokedFunctionArn, {traceId});
            """);
        source.Close();
    }

    /// <summary>Writes the part of a job.</summary>
    public static void Write(SourceWriter source, ResolvedJob resolved)
    {
        JobModel job = resolved.Job;
        string type = job.Namespace.Length == 0 ? "global::" : "global::" + job.Namespace + ".";
        type += Identifier.Escape(resolved.TypeName);
        source.Line($"public static partial class {HandlerName.Type}");
        source.Open();
        if (job.Route is not null)
        {
            WriteMethod(source, HandlerName.Accept(job), $"Accept of the job <c>{job.Name}</c>.", type + ".AcceptAsync");
            source.Line();
        }

        WriteMethod(source, HandlerName.Work(job), $"Work of the job <c>{job.Name}</c>.", type + ".WorkAsync");
        source.Close();
    }

    private static void WriteMethod(SourceWriter source, string name, string summary, string entryPoint) => source.Line(
        $"""
        /// <summary>{summary}</summary>
        {FileHeader.Attributes}
        public static {ResultOf(source)} {name}({ParametersOf(source)}) =>
            RunAsync({entryPoint}, input, context);
        """);

    private static string ResultOf(SourceWriter source) => $"{source.Names.Tasks}Task<{source.Names.IO}Stream>";

    private static string ParametersOf(SourceWriter source) => $"{source.Names.IO}Stream input, {source.Names.Lambda}ILambdaContext context";
}
