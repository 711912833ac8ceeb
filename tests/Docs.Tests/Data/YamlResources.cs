using System.Text.Json.Nodes;
using AsyncJobs.Tests;
using YamlDotNet.Core;

namespace AsyncJobs.Docs.Tests.Data;

/// <summary>Makes a whole CloudFormation template of what a page shows of one.</summary>
internal static class YamlResources
{
    /// <summary>Reads one or more resources, the section <c>Globals</c>, or else properties of a function.</summary>
    /// <exception cref="YamlException">It is not YAML.</exception>
    public static JsonObject ToTemplate(string yaml)
    {
        JsonObject shown = TemplateYaml.Read(yaml);
        if (shown.Count == 1 && shown["Globals"] is JsonObject globals)
            shown = Globals(globals);
        bool isResources = shown.All(static member => member.Value is JsonObject resource && resource.ContainsKey("Type"));
        JsonObject resources = isResources
            ? shown
            : new JsonObject { ["Function"] = new JsonObject { ["Type"] = "AWS::Serverless::Function", ["Properties"] = shown } };

        // What it refers to is elsewhere in the template.
        JsonObject parameters = new(References(resources).Where(name => !resources.ContainsKey(name)).Distinct().Select(static name => KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["Type"] = "String" })));
        return new JsonObject { ["Parameters"] = parameters, ["Resources"] = resources };
    }

    // SAM gives what stands there to every resource of the type, which says itself what is its own.
    private static JsonObject Globals(JsonObject sections) => new(sections.Select(static section => KeyValuePair.Create(
        section.Key,
        (JsonNode?)new JsonObject { ["Type"] = "AWS::Serverless::" + section.Key, ["Properties"] = Properties(section.Key, section.Value!.DeepClone().AsObject()) })));

    private static JsonObject Properties(string type, JsonObject shared)
    {
        if (type == "Api")
            shared.TryAdd("StageName", "Prod");
        return shared;
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map when map.Count == 1 && map["Ref"] is JsonValue name => [name.ToString()],
        JsonObject map when map.Count == 1 && map["Fn::GetAtt"] is JsonArray { Count: > 0 } path => [path[0]!.ToString()],
        JsonObject map => map.SelectMany(static member => References(member.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
