using System.Text.Json.Nodes;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>A request that the receiver of callbacks got.</summary>
internal sealed record ReceivedCallback(string Method, string Target, string Host, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public JsonObject Document => JsonNode.Parse(Body)!.AsObject();

    public string Status => (string)Document["status"]!;
}
