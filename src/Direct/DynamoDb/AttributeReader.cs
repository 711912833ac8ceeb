using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Direct.Sending;

namespace AsyncJobs.Direct.DynamoDb;

/// <summary>
/// Reads attributes of items. The reader stands before a value, and then at its end. A null in the place of an attribute, which DynamoDB does not
/// write, is kept as the SDK keeps it.
/// </summary>
internal static class AttributeReader
{
    /// <summary>Reads an answer to its end for one member, which has attributes; null where the member is not there.</summary>
    /// <param name="answer">Stands at the beginning of the answer.</param>
    /// <param name="member">The member's name.</param>
    public static Dictionary<string, AttributeValue>? ReadMember(Utf8JsonReader answer, ReadOnlySpan<byte> member)
    {
        Dictionary<string, AttributeValue>? found = null;
        while (AnswerReader.Next(ref answer))
        {
            if (answer.ValueTextEquals(member))
                found = ReadMap(ref answer);
            else
                answer.Skip();
        }

        return found;
    }

    /// <summary>Reads attributes by their names; null where there is null.</summary>
    public static Dictionary<string, AttributeValue>? ReadMap(ref Utf8JsonReader reader)
    {
        if (!Begin(ref reader, JsonTokenType.StartObject))
            return null;

        Dictionary<string, AttributeValue> map = [];
        while (Next(ref reader, JsonTokenType.EndObject))
        {
            string name = reader.GetString()!;
            map[name] = ReadValue(ref reader)!;
        }

        return map;
    }

    /// <summary>Reads several of these.</summary>
    public static List<Dictionary<string, AttributeValue>>? ReadMaps(ref Utf8JsonReader reader)
    {
        if (!Begin(ref reader, JsonTokenType.StartArray))
            return null;

        List<Dictionary<string, AttributeValue>> maps = [];
        while (!IsEnd(ref reader))
            maps.Add(ReadMap(ref reader)!);
        reader.Read();
        return maps;
    }

    /// <summary>Reads names and what they stand for.</summary>
    public static Dictionary<string, string>? ReadNames(ref Utf8JsonReader reader)
    {
        if (!Begin(ref reader, JsonTokenType.StartObject))
            return null;

        Dictionary<string, string> names = [];
        while (Next(ref reader, JsonTokenType.EndObject))
        {
            string name = reader.GetString()!;
            names[name] = ReadText(ref reader)!;
        }

        return names;
    }

    /// <summary>Reads a text; null where there is null.</summary>
    public static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    /// <summary>Goes to the first token of a value.</summary>
    /// <returns>False where the value is null.</returns>
    /// <exception cref="JsonException">The value is another one.</exception>
    public static bool Begin(ref Utf8JsonReader reader, JsonTokenType type)
    {
        reader.Read();
        return reader.TokenType == type || (reader.TokenType is JsonTokenType.Null ? false : throw new JsonException("A value is of another type."));
    }

    /// <summary>Goes to the next token within a value.</summary>
    /// <returns>False at the end of the value.</returns>
    public static bool Next(ref Utf8JsonReader reader, JsonTokenType end) =>
        reader.Read() ? reader.TokenType != end : throw new JsonException("The answer ends too early.");

    private static AttributeValue? ReadValue(ref Utf8JsonReader reader)
    {
        if (!Begin(ref reader, JsonTokenType.StartObject))
            return null;

        AttributeValue value = new();
        while (Next(ref reader, JsonTokenType.EndObject))
        {
            if (reader.ValueTextEquals("S"u8))
                value.S = ReadText(ref reader);
            else if (reader.ValueTextEquals("N"u8))
                value.N = ReadText(ref reader);
            else if (reader.ValueTextEquals("M"u8))
                value.M = ReadMap(ref reader);
            else if (reader.ValueTextEquals("B"u8))
                value.B = ReadBinary(ref reader);
            else if (reader.ValueTextEquals("BOOL"u8))
                value.BOOL = ReadFlag(ref reader);
            else if (reader.ValueTextEquals("NULL"u8))
                value.NULL = ReadFlag(ref reader);
            else if (reader.ValueTextEquals("L"u8))
                value.L = ReadList(ref reader);
            else if (reader.ValueTextEquals("SS"u8))
                value.SS = ReadTexts(ref reader);
            else if (reader.ValueTextEquals("NS"u8))
                value.NS = ReadTexts(ref reader);
            else if (reader.ValueTextEquals("BS"u8))
                value.BS = ReadBinaries(ref reader);
            else
                reader.Skip();
        }

        return value;
    }

    private static bool? ReadFlag(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.Null ? null : reader.GetBoolean();
    }

    private static MemoryStream? ReadBinary(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.Null ? null : Binary(ref reader);
    }

    private static List<AttributeValue>? ReadList(ref Utf8JsonReader reader)
    {
        if (!Begin(ref reader, JsonTokenType.StartArray))
            return null;

        List<AttributeValue> list = [];
        while (!IsEnd(ref reader))
            list.Add(ReadValue(ref reader)!);
        reader.Read();
        return list;
    }

    private static List<string>? ReadTexts(ref Utf8JsonReader reader)
    {
        if (!Begin(ref reader, JsonTokenType.StartArray))
            return null;

        List<string> texts = [];
        while (Next(ref reader, JsonTokenType.EndArray))
            texts.Add(reader.GetString()!);
        return texts;
    }

    private static List<MemoryStream>? ReadBinaries(ref Utf8JsonReader reader)
    {
        if (!Begin(ref reader, JsonTokenType.StartArray))
            return null;

        List<MemoryStream> binaries = [];
        while (Next(ref reader, JsonTokenType.EndArray))
            binaries.Add(Binary(ref reader));
        return binaries;
    }

    private static MemoryStream Binary(ref Utf8JsonReader reader)
    {
        byte[] bytes = reader.GetBytesFromBase64();
        return new MemoryStream(bytes, 0, bytes.Length, writable: true, publiclyVisible: true);
    }

    // Whether nothing follows in an array. The reader stays where it is.
    private static bool IsEnd(ref Utf8JsonReader reader)
    {
        Utf8JsonReader ahead = reader;
        return !Next(ref ahead, JsonTokenType.EndArray);
    }
}
