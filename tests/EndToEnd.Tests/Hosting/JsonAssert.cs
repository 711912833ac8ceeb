using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Hosting;

/// <summary>Compares JSON by what it says, not by how it is laid out.</summary>
internal static class JsonAssert
{
    public static void Equal(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}\nbut got  {actual.ToJsonString()}");

    public static void Equal(string expected, JsonElement actual)
    {
        using JsonDocument document = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(document.RootElement, actual), $"Expected {document.RootElement.GetRawText()}\nbut got  {actual.GetRawText()}");
    }
}
