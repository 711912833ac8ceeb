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

    /// <summary>Asserts that each example is of its schema.</summary>
    public static void ExamplesFit(JsonObject document)
    {
        DocumentSchemas schemas = new(document);
        foreach (JsonObject media in MediaOf(document))
        {
            if (media["schema"]?["$ref"] is not { } schema)
                continue;

            JsonNode?[] examples = [media["example"], .. media["examples"] is JsonObject named ? named.Select(static example => example.Value!["value"]) : []];
            foreach (JsonNode example in examples.OfType<JsonNode>())
                schemas.AssertValid((string)schema!, System.Text.Json.JsonSerializer.SerializeToElement(example));
        }
    }

    /// <summary>The replies that have a body and no example of it.</summary>
    public static IEnumerable<string> RepliesWithoutExample(JsonObject document) => MediaOf(document)
        .Where(static media => media["example"] is null && media["examples"] is null)
        .Select(static media => media.GetPath());

    private static IEnumerable<JsonObject> MediaOf(JsonObject document) =>
        document["paths"]!.AsObject()
            .SelectMany(static path => path.Value!.AsObject())
            .SelectMany(static operation => operation.Value!["responses"]!.AsObject())
            .Concat(document["components"]!["responses"]!.AsObject())
            .Select(static reply => reply.Value!["content"])
            .OfType<JsonObject>()
            .SelectMany(static content => content.Select(static media => media.Value!.AsObject()));

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
