using System.Text;
using System.Text.Json.Nodes;

namespace AsyncJobs.Storage.Tests;

/// <summary>What the platform hands the functions of an application.</summary>
internal static class JobEvents
{
    /// <summary>The event that starts a worker of a job without arguments.</summary>
    internal static ReadOnlyMemory<byte> Work(string id, string job, int continuation) => Utf8(new JsonObject
    {
        ["asyncJobs"] = 1,
        ["id"] = id,
        ["job"] = job,
        ["continuation"] = continuation,
        ["args"] = new JsonObject(),
    });

    /// <summary>The platform's record of having given an event up.</summary>
    internal static ReadOnlyMemory<byte> GivenUp(ReadOnlyMemory<byte> payload, string requestId) => Utf8(new JsonObject
    {
        ["requestContext"] = new JsonObject { ["requestId"] = requestId, ["condition"] = "RetriesExhausted" },
        ["requestPayload"] = JsonNode.Parse(payload.Span),
    });

    /// <summary>A message of the jobs' queue.</summary>
    internal static ReadOnlyMemory<byte> Message(string body) => Utf8(new JsonObject
    {
        ["Records"] = new JsonArray(new JsonObject { ["messageId"] = "m0", ["receiptHandle"] = "r0", ["body"] = body }),
    });

    /// <summary>A request to a job's URL.</summary>
    internal static ReadOnlyMemory<byte> Http(string method, string id) => Utf8(new JsonObject
    {
        ["version"] = "2.0",
        ["rawPath"] = "/jobs/" + id,
        ["rawQueryString"] = "",
        ["headers"] = new JsonObject(),
        ["requestContext"] = new JsonObject
        {
            ["requestId"] = "r",
            ["stage"] = "$default",
            ["domainName"] = "x",
            ["http"] = new JsonObject { ["method"] = method, ["path"] = "/jobs/" + id },
        },
    });

    /// <summary>A request for how a job goes on.</summary>
    /// <param name="id">The job.</param>
    /// <param name="caller">Whom a Lambda authorizer has let in; null for an API without one.</param>
    internal static ReadOnlyMemory<byte> Stream(string id, string? caller = null)
    {
        JsonObject request = JsonNode.Parse(Http("GET", id).Span)!.AsObject();
        request["headers"]!["accept"] = "text/event-stream";
        if (caller is not null)
            request["requestContext"]!["authorizer"] = new JsonObject { ["lambda"] = new JsonObject { ["principalId"] = caller } };
        return Utf8(request);
    }

    private static ReadOnlyMemory<byte> Utf8(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
