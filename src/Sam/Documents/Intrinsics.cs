using System.Text.Json.Nodes;

namespace AsyncJobs.Sam.Documents;

/// <summary>The intrinsic functions of CloudFormation: one meaning, written long or, in YAML, short.</summary>
internal static class Intrinsics
{
    private static readonly HashSet<string> s_pseudo = ["AWS::AccountId", "AWS::Partition", "AWS::Region", "AWS::StackName", "AWS::URLSuffix"];

    /// <summary>Whether an id is that of a parameter that every template has, and that is a text.</summary>
    public static bool IsPseudo(string id) => s_pseudo.Contains(id);

    /// <summary>Whether a value is a call of one: an object of nothing but <c>Ref</c>, <c>Condition</c> or <c>Fn::…</c>.</summary>
    public static bool Is(JsonNode? value) =>
        value is JsonObject { Count: 1 } map && map.First().Key is { } key && (key is "Ref" || key.StartsWith("Fn::", StringComparison.Ordinal));

    /// <summary>The long form of <c>!Name value</c>.</summary>
    public static JsonNode Long(string tag, JsonNode? value)
    {
        string name = tag is "Ref" or "Condition" ? tag : $"Fn::{tag}";
        if (name == "Fn::GetAtt" && value is JsonValue text && text.ToString() is { } path && path.IndexOf('.') is > 0 and int dot)
            value = new JsonArray(path[..dot], path[(dot + 1)..]);
        return new JsonObject { [name] = value };
    }

    /// <summary>The short form's name and argument of a call whose argument is one value in YAML, too.</summary>
    public static bool TryShorten(JsonNode value, out string tag, out string argument)
    {
        (tag, argument) = ("", "");
        if (!Is(value))
            return false;

        (string name, JsonNode? of) = value.AsObject().First();
        tag = name == "Ref" ? name : name["Fn::".Length..];
        if (of is JsonArray { Count: 2 } parts && name == "Fn::GetAtt" && parts[0] is JsonValue && parts[1] is JsonValue)
            argument = $"{parts[0]}.{parts[1]}";
        else if (of is JsonValue text && text.TryGetValue(out string? written))
            argument = written;
        return argument.Length > 0;
    }
}
