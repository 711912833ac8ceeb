using AsyncJobs.Generator.Model;

namespace AsyncJobs.Generator.Emit;

/// <summary>
/// Writes what starts a job over HTTP and finds it again, for programs that reference the assembly of the jobs: StartAsync with the client before the
/// parameters of the job's method, and Resume.
/// </summary>
internal static class ClientEmitter
{
    private const string What = "Starts the job over HTTP, by its endpoint.";

    public static void Write(SourceWriter source, ResolvedJob resolved, string typeName)
    {
        if (!resolved.Project.HasClient || resolved.Job.Route is null)
            return;

        List<ParameterModel> parameters = StartEmitter.BoundOf(resolved.Job);
        WriteStart(source, resolved, typeName, parameters);
        WriteResume(source, resolved);
    }

    private static void WriteStart(SourceWriter source, ResolvedJob resolved, string typeName, List<ParameterModel> parameters)
    {
        Aliases names = source.Names;
        string client = StartEmitter.Free("client", parameters);
        string args = StartEmitter.Free("args", parameters);
        string options = StartEmitter.Free("options", parameters);
        string token = StartEmitter.Free("cancellationToken", parameters);

        // A stream has to be read before the job can be started.
        bool isAsync = resolved.Job.Body is { IsStreamBody: true };
        source.Line();
        WriteDocumentation(source, resolved.Job, parameters, client, options, token);
        source.Line(
            $"public static {(isAsync ? "async " : "")}{names.Tasks}Task<{names.Client}AsyncJob<{ResultOf(resolved.Job, names)}>> StartAsync(");
        source.Indent();
        source.Line($"{names.Client}AsyncJobClient {client},");
        foreach (string declaration in StartEmitter.Declare(parameters))
            source.Line(declaration + ",");
        source.Line(
            $"""
            {names.Client}AsyncJobStartOptions? {options} = null,
            {names.Threading}CancellationToken {token} = default)
            """);
        source.Unindent();
        source.Open();
        source.Line($"global::System.ArgumentNullException.ThrowIfNull({client});");
        StartEmitter.WriteGuards(source, parameters);
        string definition = StartEmitter.Member("Definition", typeName, parameters);
        source.Line($"{names.Binding}RequestWriter {args} = new {names.Binding}RequestWriter({definition}.Route!);");
        StartEmitter.WriteArguments(source, parameters, args, typeName, token);
        string type = TypeOf(resolved.Job, names, definition) is { } known ? known + ", " : "";
        source.Line(isAsync ? $"return await {client}.StartAsync(" : $"return {client}.StartAsync(");
        source.Indent();
        source.Line($"new {names.Client}AsyncJobStartRequest({args}.Method, {args}.Target)");
        source.Open();
        source.Line(
            $"""
            Headers = {args}.Headers,
            Body = {args}.Content,
            ContentType = {args}.ContentType,
            """);
        source.Close(",");
        source.Line($"{type}{options}, {token}){(isAsync ? ".ConfigureAwait(false)" : "")};");
        source.Unindent();
        source.Close();
    }

    private static void WriteResume(SourceWriter source, ResolvedJob resolved)
    {
        Aliases names = source.Names;
        string type = TypeOf(resolved.Job, names, "Definition") is { } known ? ", " + known : "";
        source.Line(
            $"""

            /// <summary>Goes on over HTTP with one of these jobs whose URL was saved. Nothing is sent yet.</summary>
            /// <param name="client">Sends the requests, with its credentials: resume only URLs that you saved yourself.</param>
            /// <param name="url">The job's URL, relative to the client's base address or absolute.</param>
            /// <returns>The job, to wait for.</returns>
            public static {names.Client}AsyncJob<{ResultOf(resolved.Job, names)}> Resume({names.Client}AsyncJobClient client, global::System.Uri url)
            """);
        source.Open();
        source.Line(
            $"""
            global::System.ArgumentNullException.ThrowIfNull(client);
            return client.Resume(url{type});
            """);
        source.Close();
    }

    // In the words of the method's author, where there are any.
    private static void WriteDocumentation(
        SourceWriter source, JobModel job, List<ParameterModel> parameters, string client, string options, string token)
    {
        DocumentationComment.Write(source, "summary", job.Documentation?.Summary ?? What);
        if (job.Documentation?.Summary is not null)
            DocumentationComment.Write(source, "remarks", What);
        DocumentationComment.Write(source, $"param name=\"{client}\"", "Sends the request; its base address is the URL of the API.");
        StartEmitter.DocumentParameters(source, job, parameters);
        DocumentationComment.Write(
            source, $"param name=\"{options}\"", "How to start the job, with the method of its route in any case; null for the defaults.");
        DocumentationComment.Write(source, $"param name=\"{token}\"", "Gives up starting. The job may have been started nevertheless.");
        DocumentationComment.Write(source, "returns", "The job, to wait for.");
    }

    private static string ResultOf(JobModel job, Aliases names) =>
        job.Result.File ? names.Client + "AsyncJobFile" : job.Result.Json?.Type ?? "global::System.Text.Json.JsonElement";

    // A job that returns nothing needs none.
    private static string? TypeOf(JobModel job, Aliases names, string definition) =>
        job.Result.File ? names.Client + "AsyncJobFile.TypeInfo" : job.Result.Json is null ? null : definition + ".GetResultType()";
}
