using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>
/// Which resource of a template waits for which: by Ref, GetAtt, Sub and DependsOn, also of the resources that SAM makes of each function: its role
/// with its policies, its version and alias, what is said of its events, and the API with its permissions.
/// </summary>
internal sealed partial class TemplateGraph
{
    private readonly Dictionary<string, HashSet<string>> _edges = new(StringComparer.Ordinal);

    public TemplateGraph(JsonObject template)
    {
        JsonObject resources = template["Resources"]!.AsObject();
        foreach ((string id, JsonNode? resource) in resources)
        {
            if (resource!["Type"]!.ToString() == "AWS::Serverless::Function")
                AddFunction(id, resource["Properties"]!.AsObject(), template["Globals"]?["Function"]?["AutoPublishAlias"]);
            else
                Add(id, [resource]);
            foreach (JsonNode? other in resource["DependsOn"] as JsonArray ?? [resource["DependsOn"]?.DeepClone()])
            {
                if (other is not null)
                    _edges[id].Add(other.ToString());
            }
        }
    }

    /// <summary>A cycle, as <c>one -> two -> one</c>; null for none.</summary>
    public string? Cycle()
    {
        HashSet<string> done = new(StringComparer.Ordinal);
        return _edges.Keys.Select(id => Walk(id, [], done)).FirstOrDefault(cycle => cycle is not null);
    }

    private string? Walk(string id, List<string> path, HashSet<string> done)
    {
        if (path.Contains(id))
            return string.Join(" -> ", path.SkipWhile(step => step != id).Append(id));
        if (done.Contains(id) || !_edges.TryGetValue(id, out HashSet<string>? next))
            return null;

        path.Add(id);
        string? cycle = next.Select(other => Walk(other, path, done)).FirstOrDefault(found => found is not null);
        path.RemoveAt(path.Count - 1);
        done.Add(id);
        return cycle;
    }

    // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
    private void AddFunction(string id, JsonObject properties, JsonNode? globalAlias)
    {
        JsonNode?[] ofRole = [properties["Policies"], properties["EventInvokeConfig"]];
        if (!properties.ContainsKey("Role"))
            Add(id + "Role", ofRole);
        Add(id, properties.Where(property => property.Key is not ("Policies" or "EventInvokeConfig" or "Events")).Select(property => property.Value));
        _edges[id].Add(properties.ContainsKey("Role") ? "Parameter" : id + "Role");
        bool hasAlias = (properties["AutoPublishAlias"] ?? globalAlias) is not null;
        if (hasAlias)
        {
            _edges[id + "Version"] = [id];
            _edges[id + ".Alias"] = [id, id + "Version"];
        }

        Add(id + "EventInvokeConfig", [properties["EventInvokeConfig"]]);
        _edges[id + "EventInvokeConfig"].Add(hasAlias ? id + ".Alias" : id);
        foreach ((string name, JsonNode? source) in properties["Events"] as JsonObject ?? [])
        {
            Add(id + name, [source]);
            _edges[id + name].UnionWith([hasAlias ? id + ".Alias" : id, "ServerlessHttpApi"]);
            _edges.TryAdd("ServerlessHttpApi", []);
            _edges["ServerlessHttpApi"].Add(hasAlias ? id + ".Alias" : id);
        }
    }

    private void Add(string id, IEnumerable<JsonNode?> values) => _edges[id] = [.. values.SelectMany(References)];

    private static IEnumerable<string> References(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject { Count: 1 } map when map["Ref"] is { } id:
                return [id.ToString()];
            case JsonObject { Count: 1 } map when map["Fn::GetAtt"] is JsonArray path:
                return [path[0]!.ToString()];
            case JsonObject { Count: 1 } map when map["Fn::Sub"] is { } sub:
                JsonNode text = sub is JsonArray array ? array[0]! : sub;
                JsonObject variables = (sub as JsonArray)?[1]!.AsObject() ?? [];
                return Variable().Matches(text.ToString()).Select(match => match.Groups[1].Value).Where(id => !variables.ContainsKey(id))
                    .Select(id => id.EndsWith(".Alias", StringComparison.Ordinal) ? id : id.Split('.')[0])
                    .Concat(variables.SelectMany(variable => References(variable.Value)));
            case JsonObject map:
                return map.SelectMany(member => References(member.Value));
            case JsonArray list:
                return list.SelectMany(References);
            default:
                return [];
        }
    }

    [GeneratedRegex(@"\$\{([^!}]+)\}")]
    private static partial Regex Variable();
}
