using System.Text.Json;

namespace AsyncJobs.Generator.Tests.Harness;

/// <summary>The reply of an HTTP entry point.</summary>
internal sealed record TestReply(int StatusCode, JsonElement Headers, JsonElement Body)
{
    public static TestReply Parse(ReadOnlyMemory<byte> reply)
    {
        JsonElement root = JsonDocument.Parse(reply).RootElement;
        JsonElement body = root.TryGetProperty("body", out JsonElement text) && text.GetString() is { Length: > 0 } json
            ? JsonDocument.Parse(json).RootElement
            : default;
        return new TestReply(root.GetProperty("statusCode").GetInt32(), root.GetProperty("headers"), body);
    }

    public string Header(string name) =>
        Headers.EnumerateObject().Single(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value.GetString()!;

    public override string ToString() => $"{StatusCode} {Body}";
}
