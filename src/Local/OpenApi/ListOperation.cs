using System.Text.Json.Nodes;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.OpenApi;

/// <summary>Adds the list of a caller's own jobs, where the application lets callers have one.</summary>
internal static class ListOperation
{
    public static void Write(JsonObject document)
    {
        JsonObject components = document["components"]!.AsObject();
        JsonObject schemas = components["schemas"]!.AsObject();
        JsonObject listed = schemas["Job"]!.DeepClone().AsObject();
        listed["description"] = "A job as a list shows it: its status document without the result, as it stood a short time ago.";
        JsonArray required = listed["required"]!.AsArray();
        required.Remove(required.First(static name => (string?)name == "result"));
        JsonObject properties = listed["properties"]!.AsObject();
        properties.Remove("result");
        properties["lost"] = new JsonObject
        {
            ["description"] = "The job's worker has vanished, or none came for it, and nobody has read the job since, which would end it.",
            ["type"] = "boolean",
        };
        schemas["ListedJob"] = listed;
        schemas["JobList"] = new JsonObject
        {
            ["description"] = "A page of jobs, the newest first.",
            ["type"] = "object",
            ["required"] = new JsonArray("jobs"),
            ["properties"] = new JsonObject
            {
                ["jobs"] = new JsonObject { ["type"] = "array", ["items"] = OpenApiDocument.Reference("schemas", "ListedJob") },
                ["nextPageToken"] = new JsonObject
                {
                    ["description"] = "Asks for the next page, as pageToken. Absent on the last one. A page may have fewer jobs than asked for, "
                        + "or none, and others may follow.",
                    ["type"] = "string",
                },
            },
        };
        components["headers"]!["Next"] = new JsonObject
        {
            ["description"] = "The URL of the next page, rel=\"next\"; absent on the last one.",
            ["schema"] = new JsonObject { ["type"] = "string" },
        };
        document["paths"]!["/jobs"] = new JsonObject { ["get"] = Operation() };
    }

    private static JsonObject Operation() => new()
    {
        ["operationId"] = "jobs.list",
        ["summary"] = "Lists the caller's own jobs, the newest first.",
        ["description"] = "What it tells may be some time old, and a job that was started a moment ago may be missing. Results are not in a list.",
        ["tags"] = new JsonArray(DocumentTags.OfAll),
        ["parameters"] = new JsonArray(
            Parameter("job", "Jobs of this name alone.", new JsonObject { ["type"] = "string" }),
            Parameter("status", "Jobs of this status alone.", OpenApiDocument.Reference("schemas", "JobStatus")),
            Parameter("since", "Jobs that were accepted then or later.", new JsonObject { ["type"] = "string", ["format"] = "date-time" }),
            Parameter("pageSize", "How many jobs a page has at most. More than the largest page is as good as that.", new JsonObject
            {
                ["type"] = "integer",
                ["minimum"] = 0,
                ["default"] = ListRanges.DefaultPageSize,
            }),
            Parameter("pageToken", "The nextPageToken of a page with the same filters.", new JsonObject { ["type"] = "string" })),
        ["responses"] = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = "A page of jobs.",
                ["headers"] = new JsonObject { ["Link"] = OpenApiDocument.Reference("headers", "Next") },
                ["content"] = new JsonObject
                {
                    ["application/json"] = new JsonObject { ["schema"] = OpenApiDocument.Reference("schemas", "JobList") },
                },
            },
            ["400"] = OpenApiDocument.Reference("responses", "BadRequest"),
            ["404"] = new JsonObject
            {
                ["description"] = "Nobody has authenticated the caller, so that they own no jobs.",
                ["content"] = new JsonObject
                {
                    ["application/problem+json"] = new JsonObject { ["schema"] = OpenApiDocument.Reference("schemas", "Problem") },
                },
            },
            ["500"] = OpenApiDocument.Reference("responses", "InternalError"),
            ["503"] = OpenApiDocument.Reference("responses", "Unavailable"),
        },
    };

    private static JsonObject Parameter(string name, string description, JsonObject schema) =>
        new() { ["name"] = name, ["in"] = "query", ["description"] = description, ["schema"] = schema };
}
