using System.Text.Json.Nodes;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.OpenApi;

/// <summary>Adds to DELETE of a job's URL that it can remove the job, where the application lets callers do this.</summary>
internal static class PurgeOperation
{
    private const string NotFinished = "NotFinished";

    public static void Write(JsonObject document)
    {
        JsonObject components = document["components"]!.AsObject();
        components["parameters"]!["Purge"] = new JsonObject
        {
            ["name"] = "purge",
            ["in"] = "query",
            ["description"] = "Removes the job, with its input and its result, instead of cancelling it. It has to have finished.",
            ["allowEmptyValue"] = true,
            ["schema"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("", "true") },
        };
        components["responses"]![NotFinished] = new JsonObject
        {
            ["description"] = "The job has not finished, so cancel it first; or its callback may still be under way.",
            ["headers"] = new JsonObject { ["Retry-After"] = OpenApiDocument.Reference("headers", "RetryAfterUntilFinished") },
            ["content"] = new JsonObject
            {
                ["application/problem+json"] = new JsonObject { ["schema"] = OpenApiDocument.Reference("schemas", "Problem") },
            },
        };

        JsonObject operation = document["paths"]![JobPaths.Job]!["delete"]!.AsObject();
        operation["summary"] = "Cancels a job, or removes one that has finished.";
        operation["description"] = "The method of a job that runs is told to stop. With `purge`, a job that has finished is removed for good.";
        operation["parameters"]!.AsArray().Add((JsonNode)OpenApiDocument.Reference("parameters", "Purge"));
        JsonObject responses = operation["responses"]!.AsObject();
        responses.Insert(responses.IndexOf("404"), "204", new JsonObject { ["description"] = "The job is removed." });
        responses.Insert(responses.IndexOf("404"), "400", OpenApiDocument.Reference("responses", "BadRequest"));
        responses.Insert(responses.IndexOf("410"), "409", OpenApiDocument.Reference("responses", NotFinished));
    }
}
