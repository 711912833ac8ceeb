using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;

namespace AsyncJobs.Sam.Verification;

/// <summary>Reads JSON back, token by token.</summary>
internal static class JsonContent
{
    private static readonly JsonReaderOptions s_options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 256,
    };

    /// <summary>The value of a text; null where it is not JSON.</summary>
    public static Content? TryRead(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Utf8JsonReader reader = new(utf8, s_options);
        try
        {
            int[] places = Places(text);
            reader.Read();
            Content root = ReadNode(ref reader, places);
            while (reader.Read())
            {
            }

            return root;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Content ReadNode(ref Utf8JsonReader reader, int[] places)
    {
        int start = places[reader.TokenStartIndex];
        List<ContentMember> members = [];
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
                {
                    (string name, int place) = (reader.GetString()!, places[reader.TokenStartIndex]);
                    reader.Read();
                    members.Add(new ContentMember(name, place, ReadNode(ref reader, places)));
                }

                return new Content { Kind = NodeKind.Map, IsBraced = true, Members = members, Start = start, End = places[reader.BytesConsumed] };
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                {
                    Content item = ReadNode(ref reader, places);
                    members.Add(new ContentMember("", item.Start, item));
                }

                return new Content { Kind = NodeKind.List, IsBraced = true, Members = members, Start = start, End = places[reader.BytesConsumed] };
            default:
                string written = Encoding.UTF8.GetString(reader.ValueSpan);
                return new Content
                {
                    Text = written,
                    Form = reader.TokenType.ToString(),
                    Scalar = reader.TokenType is JsonTokenType.String ? JsonValue.Create(reader.GetString()) : JsonNode.Parse(written),
                    Start = start,
                    End = places[reader.BytesConsumed],
                };
        }
    }

    // The reader counts bytes, and the text characters.
    private static int[] Places(string text)
    {
        List<int> places = [];
        for (int i = 0; i < text.Length; i += IsPair(text, i) ? 2 : 1)
        {
            int length = IsPair(text, i) ? 4 : Encoding.UTF8.GetByteCount(text.AsSpan(i, 1));
            places.AddRange(Enumerable.Repeat(i, length));
        }

        return [.. places, text.Length];
    }

    private static bool IsPair(string text, int index) => index + 1 < text.Length && char.IsSurrogatePair(text, index);
}
