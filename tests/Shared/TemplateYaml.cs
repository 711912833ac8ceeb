using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AsyncJobs.Tests;

/// <summary>Reads a CloudFormation template that is YAML as the JSON that means the same.</summary>
internal static class TemplateYaml
{
    /// <exception cref="YamlException">It is not YAML.</exception>
    public static JsonObject Read(string yaml)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(yaml));
        return Convert(stream.Documents.Single().RootNode)!.AsObject();
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
}
