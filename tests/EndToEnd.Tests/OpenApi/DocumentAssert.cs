using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.OpenApi;

internal static class DocumentAssert
{
    /// <summary>Asserts that a reader of OpenAPI takes the document without a word, and that every reference leads somewhere.</summary>
    public static void IsOpenApi(JsonObject document)
    {
        ReadResult read = OpenApiDocument.Parse(document.ToJsonString(), "json");
        Assert.NotNull(read.Document);
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        Assert.All(References(document), reference => Assert.True(Leads(document, reference), reference));
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            member is { Key: "$ref", Value: JsonValue target } ? [target.GetValue<string>()] : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static bool Leads(JsonNode? node, string reference)
    {
        foreach (string step in reference.Split('/').Skip(1))
            node = node is JsonArray items ? items[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : node?[step];
        return node is not null;
    }
}
