using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AsyncJobs.Sam.Documents;

/// <summary>Writes values as YAML: block style, intrinsic functions in their short form.</summary>
/// <param name="newLine">The line break.</param>
/// <param name="step">The spaces of one level.</param>
internal sealed partial class YamlText(string newLine, int step)
{
    private static readonly HashSet<string> s_reserved =
        new(StringComparer.OrdinalIgnoreCase) { "true", "false", "yes", "no", "on", "off", "null", "y", "n" };

    /// <summary>A member: its name, and its value behind it or below.</summary>
    public string Member(string key, JsonNode? value, int indent) => $"{Scalar(key)}:{Behind(value, indent)}";

    /// <summary>An item: a dash and its value.</summary>
    public string Item(JsonNode? value, int indent) => value is JsonObject { Count: > 0 } map && !Intrinsics.TryShorten(map, out _, out _)
        ? $"- {Members(map, indent + 2)}"
        : $"-{Behind(value, indent)}";

    /// <summary>What stands behind a name's colon or an item's dash.</summary>
    public string Behind(JsonNode? value, int indent) => value switch
    {
        _ when value is not null && Intrinsics.TryShorten(value, out string tag, out string argument) => $" !{tag} {Scalar(argument)}",
        JsonObject { Count: > 0 } map => newLine + Spaces(indent + step) + Members(map, indent + step),
        JsonArray { Count: > 0 } list => newLine + Spaces(indent + step) + Items(list, indent + step),
        _ => " " + Flow(value),
    };

    /// <summary>A value on one line, as it may stand within braces.</summary>
    public static string Flow(JsonNode? value) => value switch
    {
        JsonObject map => map.Count == 0 ? "{}" : $"{{ {string.Join(", ", map.Select(member => $"{Quoted(member.Key)}: {Flow(member.Value)}"))} }}",
        JsonArray list => $"[{string.Join(", ", list.Select(Flow))}]",
        null => "null",
        JsonValue text when text.TryGetValue(out string? written) => Scalar(written),
        _ => value.ToJsonString(JsonText.Options),
    };

    public static string Scalar(string text) => Plain().IsMatch(text) && !s_reserved.Contains(text) ? text : Quoted(text);

    [GeneratedRegex("^[A-Za-z/](?:[A-Za-z0-9_./=+-]|:(?!$))*$")]
    private static partial Regex Plain();

    private static string Quoted(string text) =>
        text.Any(char.IsControl)
            ? System.Text.Json.JsonSerializer.Serialize(text, JsonText.Options)
            : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Spaces(int count) => new(' ', count);

    private string Members(JsonObject map, int indent) =>
        string.Join(newLine + Spaces(indent), map.Select(member => Member(member.Key, member.Value, indent)));

    private string Items(JsonArray list, int indent) =>
        string.Join(newLine + Spaces(indent), list.Select(item => Item(item, indent)));
}
