using System.Text.Json.Nodes;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.OpenApi;

/// <summary>Writes the operation that runs a job again, where the application has jobs that keep their inputs.</summary>
internal static class RetryOperation
{
    /// <summary>Its name in the document.</summary>
    public const string Id = "jobs.retry";

    private const string NotRetried = "NotRetried";

    /// <summary>Adds it to the document.</summary>
    public static JsonObject Write(JsonObject document)
    {
        JsonObject components = document["components"]!.AsObject();
        components["schemas"]!["Job"]!["properties"]!["retryOf"] = new JsonObject
        {
            ["description"] = "The id of the job that this one runs again; absent otherwise.",
            ["type"] = "string",
        };
        components["responses"]![NotRetried] = new JsonObject
        {
            ["description"] =
                "The job has not finished; or its input was not kept, or is not there any more; or the job that ran it again was removed.",
            ["content"] = new JsonObject
            {
                ["application/problem+json"] = new JsonObject { ["schema"] = OpenApiDocument.Reference("schemas", "Problem") },
            },
        };
        JsonObject operation = new()
        {
            ["operationId"] = Id,
            ["summary"] = "Runs a job again that has finished: as a new job with the same input. The same request again gives the same new job.",
            ["description"] = "The new job can be run again itself once it has finished. Its `retryOf` is the id of the first one.",
            ["tags"] = new JsonArray(DocumentTags.OfAll),
            ["parameters"] = new JsonArray(
                OpenApiDocument.Reference("parameters", "JobId"),
                OpenApiDocument.Reference("parameters", "Prefer"),
                OpenApiDocument.Reference("parameters", "CorrelationId")),
            ["responses"] = Responses(),
        };
        document["paths"]![JobPaths.Retry] = new JsonObject { ["post"] = operation };
        return operation;
    }

    private static JsonObject Responses() => new()
    {
        ["200"] = new JsonObject
        {
            ["description"] = "The caller asked to wait, and the new job has ended.",
            ["headers"] = new JsonObject
            {
                ["Content-Location"] = OpenApiDocument.Reference("headers", "ContentLocation"),
                ["Preference-Applied"] = OpenApiDocument.Reference("headers", "PreferenceApplied"),
            },
            ["content"] = Content(),
        },
        ["202"] = new JsonObject
        {
            ["description"] = "The new job is accepted. Its URL tells how far it is.",
            ["headers"] = new JsonObject
            {
                ["Location"] = OpenApiDocument.Reference("headers", "Location"),
                ["Preference-Applied"] = OpenApiDocument.Reference("headers", "PreferenceApplied"),
                ["Retry-After"] = OpenApiDocument.Reference("headers", "RetryAfterUntilFinished"),
            },
            ["content"] = Content(),
        },
        ["400"] = OpenApiDocument.Reference("responses", "BadRequest"),
        ["404"] = OpenApiDocument.Reference("responses", "NotFound"),
        ["409"] = OpenApiDocument.Reference("responses", NotRetried),
        ["410"] = OpenApiDocument.Reference("responses", "Gone"),
        ["500"] = OpenApiDocument.Reference("responses", "InternalError"),
        ["503"] = OpenApiDocument.Reference("responses", "Unavailable"),
    };

    private static JsonObject Content() => new()
    {
        ["application/json"] = new JsonObject { ["schema"] = OpenApiDocument.Reference("schemas", "AnyJob") },
    };
}
