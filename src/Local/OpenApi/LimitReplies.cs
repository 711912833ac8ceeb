using System.Text.Json.Nodes;
using AsyncJobs.Jobs;

namespace AsyncJobs.Local.OpenApi;

/// <summary>The replies to what is one too many, where the application limits what a caller may have, start or follow.</summary>
internal static class LimitReplies
{
    private const string LimitReached = "LimitReached";

    /// <summary>Adds the reply to a start that is one too many.</summary>
    public static void Write(JsonObject document, IEnumerable<JobDefinition> jobs)
    {
        HashSet<string> starts = [.. jobs.Select(static job => job.Name + ".start"), RetryOperation.Id];
        document["components"]!["responses"]![LimitReached] =
            Of("The caller has as many unfinished jobs, or has started as many in this minute, as they may. Nothing was stored.");
        foreach (JsonObject operation in OpenApiDocument.Operations(document))
        {
            JsonObject responses = operation["responses"]!.AsObject();
            if (starts.Contains((string)operation["operationId"]!))
                responses.Insert(responses.IndexOf("500"), "429", OpenApiDocument.Reference("responses", LimitReached));
        }
    }

    /// <summary>The reply to a request that is one too many.</summary>
    /// <param name="description">What there are too many of.</param>
    public static JsonObject Of(string description) => new()
    {
        ["description"] = description,
        ["headers"] = new JsonObject { ["Retry-After"] = OpenApiDocument.Reference("headers", "RetryAfter") },
        ["content"] = new JsonObject
        {
            ["application/problem+json"] = new JsonObject { ["schema"] = OpenApiDocument.Reference("schemas", "Problem") },
        },
    };
}
