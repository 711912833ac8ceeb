using AsyncJobs.Generator.Model;
using AsyncJobs.Shared;

namespace AsyncJobs.Generator.Emit;

/// <summary>Writes AppJobs: the list of the jobs and the entry points that they share.</summary>
internal static class AppEmitter
{
    public const string HintName = "AppJobs.g.cs";

    // How many jobs one method names. The JIT loads their classes when it compiles the method, which takes a start 0.1 ms for each.
    private const int JobsOfMethod = 16;

    public static string Emit(AppModel app)
    {
        SourceWriter source = new();
        FileHeader.Write(source, app.UseDiagnostics);
        if (app.Jobs.Count > 0)
            ManifestEmitter.Write(source, app);
        NamespaceBlock.Write(source, app.Namespace, code => WriteTypes(code, app));
        return source.ToString();
    }

    private static void WriteTypes(SourceWriter source, AppModel app)
    {
        source.Line(
            $"""
            /// <summary>The jobs of this assembly and the entry points that they share.</summary>
            {FileHeader.Attributes}
            public static class AppJobs
            """);
        source.Open();
        WriteApp(source, app);
        WriteDefinitions(source, app);
        WriteOthers(source);
        source.Line(
            $"""

            /// <summary>Every job, ordered by name.</summary>
            public static {source.Names.Generic}IReadOnlyList<{source.Names.Jobs}JobDefinition> All => App.Jobs;
            """);
        EntryPoint.Write(source, "StatusAsync", "Status: answers GET and DELETE of a job's URL.", "App");
        EntryPoint.Write(source, "SettleAsync", "Settle: takes the platform's record of an event it gave up on.", "App");
        EntryPoint.Write(source, "HttpAsync", "All HTTP endpoints behind one function, told apart by method and path.", "App");
        source.Close();
        if (app.Handlers is { } handlers)
            HandlersEmitter.Write(source, handlers);
    }

    private static void WriteApp(SourceWriter source, AppModel app)
    {
        Aliases names = source.Names;
        source.Line(
            $$"""
            /// <summary>The jobs with all that they run on, as functions are hosted.</summary>
            public static {{names.Jobs}}JobApp App { get; } = new {{names.Jobs}}JobApp(
            """);
        source.Indent();

        // Verbatim: the oldest C# that users may have knows no raw strings.
        source.Line($"new {names.Jobs}JobList(DefinitionAt, @\"");
        source.Indent();
        foreach (ListedJob job in app.Jobs)
            source.Line(LineOf(job));
        source.Unindent();
        if (app.Services is { } services)
        {
            source.Line("\"),");
            WriteServices(source, services, app.HasLambdaClient, EndOf(app));
        }
        else
        {
            source.Line("\")" + EndOf(app));
        }

        source.Unindent();
    }

    private static string EndOf(AppModel app)
    {
        List<string> properties = [];
        if (app.Services is { AtStart: true })
            properties.Add("ServicesAtStart = true");
        if (app.HasDirectClients)
            properties.Add("Clients = global::AsyncJobs.Direct.DirectClients.Instance");
        return properties.Count == 0 ? ");" : $") {{ {string.Join(", ", properties)} }};";
    }

    // In the form that the runtime's JobList reads.
    private static string LineOf(ListedJob job)
    {
        string line = job.Route is null ? job.Name : job.Name + " " + job.Route;
        return job.KeepsInput ? line + " " + JobLine.KeepsInput : line;
    }

    // A definition is made when the class of its job is first touched: a function touches those that it has to do with.
    private static void WriteDefinitions(SourceWriter source, AppModel app)
    {
        if (app.Jobs.Count <= JobsOfMethod)
        {
            WriteDefinitions(source, app, "DefinitionAt", 0);
            return;
        }

        source.Line(
            $"""

            // Whichever job is asked for, only the method that names it is compiled.
            private static {source.Names.Jobs}JobDefinition? DefinitionAt(int line) => (line / {JobsOfMethod}) switch
            """);
        source.Open();
        for (int first = 0; first < app.Jobs.Count; first += JobsOfMethod)
            source.Line($"{first / JobsOfMethod} => DefinitionFrom{first}(line),");
        source.Line("_ => null,");
        source.Close(";");
        for (int first = 0; first < app.Jobs.Count; first += JobsOfMethod)
            WriteDefinitions(source, app, "DefinitionFrom" + first, first);
    }

    private static void WriteDefinitions(SourceWriter source, AppModel app, string method, int first)
    {
        source.Line();
        source.Line($"private static {source.Names.Jobs}JobDefinition? {method}(int line) => line switch");
        source.Open();
        for (int line = first; line < app.Jobs.Count && line < first + JobsOfMethod; line++)
            source.Line($"{line} => {app.Jobs[line].Type}.Definition,");
        source.Line("_ => null,");
        source.Close(";");
    }

    private static void WriteOthers(SourceWriter source)
    {
        Aliases names = source.Names;
        source.Line(
            $"""

            /// <summary>
            /// The application in which jobs are started and read by their methods: the one that runs the calling code, else <see cref="App"/>.
            /// </summary>
            public static {names.Jobs}JobApp Current => App.Current;

            /// <summary>
            /// Makes an application of the same jobs beside <see cref="App"/>, with a container, a platform and an environment of its own.
            /// </summary>
            /// <param name="services">
            /// Registers services after those of <see cref="App"/>, so that they take their place; null for the same services, made anew.
            /// </param>
            /// <param name="environment">Its environment variables, in place of the process's; null for those of the process.</param>
            /// <returns>The application. <c>Use</c> gives it a platform; dispose of it at its end.</returns>
            public static {names.Jobs}JobApp Create(
                global::System.Action<{names.DependencyInjection}IServiceCollection>? services = null,
                {names.Generic}IReadOnlyDictionary<string, string>? environment = null) =>
                App.Create(services, environment);
            """);
    }

    private static void WriteServices(SourceWriter source, ServicesModel services, bool hasLambdaClient, string endOfApp)
    {
        string end = hasLambdaClient ? "," : endOfApp;
        if (services.IsHostBuilder)
        {
            source.Line("services =>");
            source.Open();
            source.Line(
                $"""
                foreach ({source.Names.DependencyInjection}ServiceDescriptor service in {services.Method}().Services)
                    services.Add(service);
                """);
            source.Close(end);
        }
        else
        {
            source.Line($"services => {services.Method}(services){end}");
        }

        if (hasLambdaClient)
        {
            source.Line(
                $"""
                (services, functionName) =>
                    services.GetService(typeof(global::Amazon.Lambda.IAmazonLambda)) is global::Amazon.Lambda.IAmazonLambda client
                        ? global::AsyncJobs.LambdaClientExtensions.CreateJobDispatcher(client, functionName)
                        : null{endOfApp}
                """);
        }
    }
}
