using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AsyncJobs.Docs.Tests.Data;

/// <summary>Makes a whole CloudFormation template of what a page shows of one.</summary>
internal static class YamlResources
{
    /// <summary>Reads one or more resources, the section <c>Globals</c>, or else properties of a function.</summary>
    /// <exception cref="YamlException">It is not YAML.</exception>
    public static JsonObject ToTemplate(string yaml)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(yaml));
        JsonObject shown = Convert(stream.Documents.Single().RootNode)!.AsObject();
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

    private static JsonNode? Convert(YamlNode node)
    {
        JsonNode? value = node switch
        {
            YamlMappingNode mapping => new JsonObject(mapping.Children.Select(static child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Convert(child.Value)))),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Convert)]),
            YamlScalarNode { Style: ScalarStyle.Plain } scalar when bool.TryParse(scalar.Value, out bool isTrue) => isTrue,
            YamlScalarNode { Style: ScalarStyle.Plain } scalar when int.TryParse(scalar.Value, out int number) => number,
            YamlScalarNode scalar => scalar.Value,
            _ => throw new FormatException($"{node} is not of a template."),
        };
        return node.Tag.IsEmpty || !node.Tag.Value.StartsWith('!') || node.Tag.Value.Length == 1
            ? value
            : node.Tag.Value switch
            {
                "!Ref" => new JsonObject { ["Ref"] = value },
                "!GetAtt" => new JsonObject { ["Fn::GetAtt"] = new JsonArray([.. value!.ToString().Split('.').Select(static part => (JsonNode)part)]) },
                var tag => new JsonObject { ["Fn::" + tag[1..]] = value },
            };
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
