using System.Text.Json.Nodes;
using AsyncJobs.Events;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.OpenApi;

/// <summary>Adds to GET of a job's URL that it streams how the job goes on, where the application lets it.</summary>
internal static class StreamOperation
{
    private const string LastEventId = "LastEventId";

    /// <param name="document">The document.</param>
    /// <param name="isLimited">Whether a caller may hold only so many streams.</param>
    public static void Write(JsonObject document, bool isLimited)
    {
        document["components"]!["parameters"]![LastEventId] = new JsonObject
        {
            ["name"] = "Last-Event-ID",
            ["in"] = "header",
            ["description"] = "The id of the event that came last. A stream goes on behind it.",
            ["schema"] = new JsonObject { ["type"] = "string" },
        };
        JsonObject operation = document["paths"]![JobPaths.Job]!["get"]!.AsObject();
        operation["summary"] = "Says how far a job is, and gives its result; or streams how it goes on.";
        operation["parameters"]!.AsArray().Add((JsonNode)OpenApiDocument.Reference("parameters", LastEventId));
        JsonObject responses = operation["responses"]!.AsObject();
        responses["200"]!["content"]![ServerSentEvents.MediaType] = new JsonObject
        {
            ["schema"] = new JsonObject
            {
                ["type"] = "string",
                ["description"] = "Server-sent events, for who accepts them: progress with the fraction and the message, status with the job as it "
                    + "is in application/json, and at the end result or error with the job as it ended. A stream that ends before that is gone on "
                    + "with by the same request with Last-Event-ID.",
            },
        };
        responses.Insert(responses.IndexOf("404"), "204", new JsonObject
        {
            ["description"] = "The job has ended, and Last-Event-ID is the id of the event that told so: there is nothing more to stream.",
        });
        if (isLimited)
        {
            responses.Insert(responses.IndexOf("404"), "403", OpenApiDocument.Reference("responses", "Forbidden"));
            responses.Insert(
                responses.IndexOf("500"),
                "429",
                LimitReplies.Of("The caller holds as many streams as they may. Who accepts application/json alone gets the job as it is."));
        }
    }
}
