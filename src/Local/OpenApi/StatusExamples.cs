using System.Text.Json.Nodes;

namespace AsyncJobs.Local.OpenApi;

/// <summary>Status documents as examples.</summary>
/// <param name="document">The document with the schemas of the results.</param>
internal sealed class StatusExamples(JsonObject document)
{
    /// <summary>What is quoted to have something looked up.</summary>
    public const string RequestId = "5f0e7c1a-2b3d-4e5f-8a9b-0c1d2e3f4a5b";

    private const string Id = "7d5bk2m9x4c8v1n6q3w0r5t2yz";
    private const string CreatedAt = "2026-01-31T08:00:00.000Z";
    private const string StartedAt = "2026-01-31T08:00:00.412Z";
    private const string FinishedAt = "2026-01-31T08:00:07.093Z";

    /// <summary>A job that was accepted.</summary>
    public static JsonObject Pending(string job) => Status(job, "PENDING");

    /// <summary>A job with its result; null where none can be made up.</summary>
    public JsonObject? Succeeded(string job)
    {
        JsonNode? result = null;
        string name = job + ".result";
        if (document["components"]!["schemas"]![name] is { } schema && !new SchemaExample(document).TryMake(schema, "result", out result))
            return null;

        JsonObject status = Started(job, "SUCCEEDED");
        status["finishedAt"] = FinishedAt;
        status["result"] = result;
        return status;
    }

    /// <summary>A job at each stage.</summary>
    public JsonObject Named(string job)
    {
        JsonObject running = Started(job, "RUNNING");
        running["progress"] = new JsonObject { ["fraction"] = 0.5, ["message"] = "5 of 10" };
        JsonObject failed = Started(job, "FAILED");
        failed["finishedAt"] = FinishedAt;
        failed["error"] = new JsonObject
        {
            ["errorCode"] = 1001,
            ["requestId"] = RequestId,
            ["message"] = "The job failed.",
            ["service"] = null,
        };
        JsonObject examples = new()
        {
            ["running"] = Example("The job is running.", running),
            ["failed"] = Example("The job has failed.", failed),
        };
        if (Succeeded(job) is { } succeeded)
            examples.Insert(1, "succeeded", Example("The job has succeeded.", succeeded));
        return examples;
    }

    /// <summary>A page of a list.</summary>
    public static JsonObject Page(string? job)
    {
        if (job is null)
            return new JsonObject { ["jobs"] = new JsonArray() };

        JsonObject listed = Started(job, "RUNNING");
        listed.Remove("result");
        return new JsonObject { ["jobs"] = new JsonArray(listed), ["nextPageToken"] = "eyJuIjoxfQ" };
    }

    private static JsonObject Example(string summary, JsonObject value) => new() { ["summary"] = summary, ["value"] = value };

    private static JsonObject Started(string job, string status)
    {
        JsonObject started = Status(job, status);
        started["startedAt"] = StartedAt;
        started["attempt"] = 1;
        return started;
    }

    private static JsonObject Status(string job, string status) => new()
    {
        ["id"] = Id,
        ["job"] = job,
        ["status"] = status,
        ["createdAt"] = CreatedAt,
        ["startedAt"] = null,
        ["finishedAt"] = null,
        ["attempt"] = 0,
        ["progress"] = null,
        ["result"] = null,
        ["error"] = null,
        ["correlationId"] = Id,
    };
}
