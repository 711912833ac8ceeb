using System.Text.Json.Nodes;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.OpenApi;

/// <summary>Writes the operation that has a job's callback delivered anew, where callbacks are enabled.</summary>
internal static class RedeliveryOperation
{
    private const string NotRedelivered = "NotRedelivered";

    /// <summary>Adds it to the document.</summary>
    public static void Write(JsonObject document)
    {
        document["components"]!["responses"]![NotRedelivered] = new JsonObject
        {
            ["description"] = "The job has not finished, or has no callback; or its callback is being sent, or may be.",
            ["headers"] = new JsonObject { ["Retry-After"] = OpenApiDocument.Reference("headers", "RetryAfterUntilFinished") },
            ["content"] = new JsonObject
            {
                ["application/problem+json"] = new JsonObject { ["schema"] = OpenApiDocument.Reference("schemas", "Problem") },
            },
        };
        document["paths"]![JobPaths.Callback] = new JsonObject
        {
            ["post"] = new JsonObject
            {
                ["operationId"] = "jobs.callback",
                ["summary"] = "Sends the callback of a job that has finished at once, whatever became of it before.",
                ["description"] = "If the receiver does not take it, the schedule of its tries begins anew where the deployment has a queue.",
                ["tags"] = new JsonArray(DocumentTags.OfAll),
                ["parameters"] = new JsonArray(OpenApiDocument.Reference("parameters", "JobId")),
                ["responses"] = new JsonObject
                {
                    ["200"] = Reply("The receiver has the callback, or it is given up; callback.status says which."),
                    ["202"] = Reply("The receiver has not taken it, and it is tried again; callback.nextAttemptAt says when."),
                    ["404"] = OpenApiDocument.Reference("responses", "NotFound"),
                    ["409"] = OpenApiDocument.Reference("responses", NotRedelivered),
                    ["500"] = OpenApiDocument.Reference("responses", "InternalError"),
                    ["503"] = OpenApiDocument.Reference("responses", "Unavailable"),
                },
            },
        };
    }

    private static JsonObject Reply(string description) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject
        {
            ["application/json"] = new JsonObject { ["schema"] = OpenApiDocument.Reference("schemas", "AnyJob") },
        },
    };
}
