using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.OpenApi;

/// <summary>Checks documents against the schemas that an OpenAPI document has for them.</summary>
internal sealed class DocumentSchemas(JsonObject document)
{
    /// <summary>The schema of a reply, as the document refers to it.</summary>
    public string ReplyTo(string method, string path, int status)
    {
        JsonNode reply = document["paths"]![path]![method]!["responses"]![status.ToString(System.Globalization.CultureInfo.InvariantCulture)]!;
        if ((string?)reply["$ref"] is { } reference)
            reply = document["components"]!["responses"]![reference.Split('/')[^1]]!;
        return (string)reply["content"]!.AsObject().Single().Value!["schema"]!["$ref"]!;
    }

    public void AssertValid(string reference, JsonElement instance)
    {
        EvaluationResults results = Evaluate(reference, instance);
        Assert.True(results.IsValid, $"{instance}\nis not {reference}:\n{JsonSerializer.Serialize(results)}");
    }

    public bool IsValid(string reference, string instance)
    {
        using JsonDocument json = JsonDocument.Parse(instance);
        return Evaluate(reference, json.RootElement).IsValid;
    }

    // As a document of JSON Schema alone, which has its definitions elsewhere and no discriminators: these only help to choose.
    private EvaluationResults Evaluate(string reference, JsonElement instance)
    {
        JsonObject definitions = document["components"]!["schemas"]!.DeepClone().AsObject();
        definitions["AnyJob"]!.AsObject().Remove("discriminator");
        JsonObject schema = new() { ["$ref"] = reference, ["$defs"] = definitions };
        string text = schema.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        return JsonSchema.FromText(text, new BuildOptions { SchemaRegistry = new SchemaRegistry() })
            .Evaluate(instance, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
    }
}
