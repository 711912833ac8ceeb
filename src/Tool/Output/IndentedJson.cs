using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using AsyncJobs.Local.Operations;

namespace AsyncJobs.Tool.Output;

/// <summary>JSON for people: indented, with the letters of all languages as they are.</summary>
internal static partial class IndentedJson
{
    // What a console would act on is escaped where the line is printed.
    private static readonly JsonWriterOptions s_options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, MaxDepth = OperationsJson.MostDepth };

    /// <summary>Writes a value. Its line breaks are JSON's own: those of its texts are escaped.</summary>
    public static string Of(JsonElement value)
    {
        try
        {
            ArrayBufferWriter<byte> json = new();
            using (Utf8JsonWriter writer = new(json, s_options))
                Write(writer, value);
            return EscapedPair().Replace(Encoding.UTF8.GetString(json.WrittenSpan), Unescaped);
        }
        catch (InvalidOperationException)
        {
            // Half of a pair of surrogates is JSON, and no text.
            return value.GetRawText();
        }
    }

    // The encoder escapes what is beyond the Basic Multilingual Plane, such as emoji. A backslash that is one itself is passed over.
    [GeneratedRegex(@"\\\\|\\u(?<high>D[89AB][0-9A-F]{2})\\u(?<low>D[C-F][0-9A-F]{2})", RegexOptions.NonBacktracking)]
    private static partial Regex EscapedPair();

    private static string Unescaped(Match match) =>
        match.Groups["high"].Success ? $"{CharOf(match.Groups["high"])}{CharOf(match.Groups["low"])}" : match.Value;

    private static char CharOf(Group digits) => (char)int.Parse(digits.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // An element writes its texts with the escapes that it was read with.
    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(value.GetString());
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
