using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace AsyncJobs.Direct.DynamoDb;

/// <summary>Writes attributes of items.</summary>
internal static class AttributeWriter
{
    public static void WriteMap(Utf8JsonWriter writer, Dictionary<string, AttributeValue> map)
    {
        writer.WriteStartObject();
        foreach (KeyValuePair<string, AttributeValue> attribute in map)
        {
            writer.WritePropertyName(attribute.Key);
            Write(writer, attribute.Value);
        }

        writer.WriteEndObject();
    }

    // All that is set is written: of a value that is of no kind, or of two, DynamoDB says what is wrong.
    private static void Write(Utf8JsonWriter writer, AttributeValue? value)
    {
        writer.WriteStartObject();
        if (value is not null)
        {
            if (value.B is not null)
                WriteBinary(writer, "B", value.B);
            if (value.BOOL is { } flag)
                writer.WriteBoolean("BOOL", flag);
            if (value.IsBSSet)
                WriteBinaries(writer, value.BS);
            if (value.IsLSet)
                WriteList(writer, value.L);
            if (value.IsMSet)
            {
                writer.WritePropertyName("M");
                WriteMap(writer, value.M);
            }

            if (value.N is not null)
                writer.WriteString("N", value.N);
            if (value.IsNSSet)
                WriteTexts(writer, "NS", value.NS);
            if (value.NULL is { } isNull)
                writer.WriteBoolean("NULL", isNull);
            if (value.S is not null)
                writer.WriteString("S", value.S);
            if (value.IsSSSet)
                WriteTexts(writer, "SS", value.SS);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, List<AttributeValue> list)
    {
        writer.WriteStartArray("L");
        foreach (AttributeValue value in list)
            Write(writer, value);
        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, List<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void WriteBinaries(Utf8JsonWriter writer, List<MemoryStream> binaries)
    {
        writer.WriteStartArray("BS");
        foreach (MemoryStream binary in binaries)
            writer.WriteBase64StringValue(binary.ToArray());
        writer.WriteEndArray();
    }

    private static void WriteBinary(Utf8JsonWriter writer, string name, MemoryStream binary) => writer.WriteBase64String(name, binary.ToArray());
}
