using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.OpenApi;

/// <summary>
/// Writes the HTTP contract of an application's jobs as an OpenAPI 3.1 document: <c>openapi.json</c>, which holds what all applications have in
/// common, with the operations and schemas of the jobs.
/// </summary>
internal static partial class OpenApiDocument
{
    /// <summary>Makes the document.</summary>
    /// <param name="app">The application.</param>
    /// <param name="title">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="authorizers">What lets requests in.</param>
    /// <param name="settings">What its callers may do beyond, and what is known of the API.</param>
    /// <exception cref="InvalidOperationException">A type of a job has no schema; the message names the job.</exception>
    public static JsonObject Of(JobApp app, string title, string version, JobAuthorizers authorizers, OpenApiSettings settings = default)
    {
        JsonObject document = Common();
        DocumentInfo.Write(document, title, version, settings);
        JsonObject components = document["components"]!.AsObject();
        if (settings.LacksUrls)
            document["paths"]!.AsObject().Remove(JobPaths.Job);
        else if (settings.AllowsPurge)
            PurgeOperation.Write(document);
        if (!settings.LacksUrls && app.Jobs.Any(static job => job.KeepInput))
            RetryOperation.Write(document);
        if (settings is { LacksUrls: false, HasCallbacks: true })
            RedeliveryOperation.Write(document);
        if (settings is { LacksUrls: false, Streams: true })
            StreamOperation.Write(document, settings.LimitsStreams);
        if (settings.AllowsList)
            ListOperation.Write(document);
        foreach (JsonObject operation in Operations(document))
            authorizers.Write(operation, components, null);
        AddJobs(document, app, authorizers);
        if (settings.HasLimits)
            LimitReplies.Write(document, app.Jobs);
        StatusLinks.Write(document);
        new ReplyExamples(document, app.Jobs).Write();
        return document;
    }

    /// <summary>All operations that the document has by now.</summary>
    public static IEnumerable<JsonObject> Operations(JsonObject document) =>
        document["paths"]!.AsObject().SelectMany(static path => path.Value!.AsObject()).Select(static operation => operation.Value!.AsObject());

    public static JsonObject Reference(string room, string name) => new() { ["$ref"] = PlaceOf(room, name) };

    private static string PlaceOf(string room, string name) => $"#/components/{room}/{name}";

    private static JsonObject Common()
    {
        // The build puts it there.
        using Stream text = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("openapi.json")!;
        return JsonNode.Parse(text)!.AsObject();
    }

    private static void AddJobs(JsonObject document, JobApp app, JobAuthorizers authorizers)
    {
        DocumentTags tags = new(document);
        DocumentationFiles documentation = DocumentationFiles.OfProgram();
        foreach (JobDefinition job in app.Jobs)
        {
            try
            {
                Add(document, job, documentation.Of(job), tags, authorizers);
            }
            catch (NotSupportedException exception)
            {
                throw new InvalidOperationException($"The job '{job.Name}' has a type without a schema: {exception.Message}", exception);
            }
        }
    }

    private static void Add(JsonObject document, JobDefinition job, JobWords words, DocumentTags tags, JobAuthorizers authorizers)
    {
        JsonObject components = document["components"]!.AsObject();
        JsonObject paths = document["paths"]!.AsObject();
        JobDescription description = job.Describe();
        AddSchemas(components["schemas"]!.AsObject(), job, description);
        if (job.Route is not { } route)
            return;

        tags.Add(job.Name, words.Summary ?? $"The job {job.Name}.");
        // Paths that differ in the names of placeholders alone are one path.
        string template = route.Template;
        string path = paths.Select(static path => path.Key).FirstOrDefault(path => Shape(path) == Shape(template)) ?? template;
        string[] names = [.. Placeholder().Matches(template).Select(static match => match.Value)];
        string[] known = [.. Placeholder().Matches(path).Select(static match => match.Value)];
        if (paths[path] is not JsonObject operations)
            paths[path] = operations = [];
        JsonObject operation = new JobOperation(job, description, words).Write(
            components, name => known[Array.IndexOf(names, $"{{{name}}}")].Trim('{', '}'));
        authorizers.Write(operation, components, job.Name);
        operations[route.Method.ToLowerInvariant()] = operation;
    }

    // Who reads a job's URL may find one that code started; only what requests send is theirs alone.
    private static void AddSchemas(JsonObject schemas, JobDefinition definition, JobDescription description)
    {
        string job = definition.Name;
        if (definition.Route is not null && description.Body is { } body)
            schemas[job + ".input"] = JobSchema.OfInput(body, PlaceOf("schemas", job + ".input"), mayBeNull: !description.IsBodyRequired);

        JsonObject result = new() { ["type"] = "null" };
        if (description.Result is { } type)
        {
            schemas[job + ".result"] = JobSchema.OfResult(type, PlaceOf("schemas", job + ".result"));
            result = new JsonObject { ["anyOf"] = new JsonArray(Reference("schemas", job + ".result"), result) };
        }

        schemas[job + ".job"] = new JsonObject
        {
            ["allOf"] = new JsonArray(
                Reference("schemas", "Job"),
                new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject { ["job"] = new JsonObject { ["const"] = job }, ["result"] = result },
                }),
        };

        JsonNode any = schemas["AnyJob"]!;
        any["oneOf"]!.AsArray().Add((JsonNode)Reference("schemas", job + ".job"));
        any["discriminator"]!["mapping"]![job] = PlaceOf("schemas", job + ".job");
    }

    private static string Shape(string template) => Placeholder().Replace(template, "{}");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();
}
