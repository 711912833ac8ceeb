using AsyncJobs.Generator.Model;

namespace AsyncJobs.Generator.Emit;

/// <summary>Writes AppJobs: the list of the jobs and the entry points that they share.</summary>
internal static class AppEmitter
{
    public const string HintName = "AppJobs.g.cs";

    public static string Emit(AppModel app)
    {
        SourceWriter source = new();
        FileHeader.Write(source);
        ManifestEmitter.Write(source, app);
        NamespaceBlock.Open(source, app.Namespace);
        source.Line(
            $"""
            /// <summary>The jobs of this assembly and the entry points that they share.</summary>
            {FileHeader.GeneratedCode}
            public static class AppJobs
            """);
        source.Open();
        WriteApp(source, app);
        source.Line(
            """

            /// <summary>Every job, ordered by name.</summary>
            public static global::System.Collections.Generic.IReadOnlyList<global::AsyncJobs.Jobs.JobDefinition> All => App.Jobs;
            """);
        EntryPoint.Write(source, "StatusAsync", "Status: answers GET and DELETE of a job's URL.", "App");
        EntryPoint.Write(source, "SettleAsync", "Settle: takes the platform's record of an event it gave up on.", "App");
        EntryPoint.Write(source, "HttpAsync", "All HTTP endpoints behind one function, told apart by method and path.", "App");
        source.Close();
        NamespaceBlock.Close(source, app.Namespace);
        return source.ToString();
    }

    private static void WriteApp(SourceWriter source, AppModel app)
    {
        source.Line(
            """
            /// <summary>The jobs with all that they run on.</summary>
            public static global::AsyncJobs.Jobs.JobApp App { get; } = new global::AsyncJobs.Jobs.JobApp(
            """);
        source.Indent();
        source.Line("new global::AsyncJobs.Jobs.JobDefinition[]");
        source.Open();
        foreach (string type in app.JobTypes)
            source.Line($"{type}.Definition,");
        source.Close(app.ServicesMethod is null ? ");" : ",");
        if (app.ServicesMethod is not null)
            source.Line($"services => {app.ServicesMethod}(services));");
        source.Unindent();
    }
}
