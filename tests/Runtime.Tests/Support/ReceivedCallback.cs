using System.Text.Json.Nodes;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>A request that the receiver of callbacks got.</summary>
internal sealed record ReceivedCallback(string Method, string Target, string Host, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The whole body.</summary>
    public JsonObject Message => JsonNode.Parse(Body)!.AsObject();

    /// <summary>The job as it is told.</summary>
    public JsonObject Document => Message["data"]!.AsObject();

    public string Status => (string)Document["status"]!;
}
