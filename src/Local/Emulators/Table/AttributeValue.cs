using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AsyncJobs.Local.Emulators.Table;

/// <summary>The value of an attribute in DynamoDB's JSON: an object of one member, whose name is its type.</summary>
internal static class AttributeValue
{
    public static JsonElement Number(decimal value)
    {
        using JsonDocument document = JsonDocument.Parse($$"""{"N":"{{value.ToString(CultureInfo.InvariantCulture)}}"}""");
        return document.RootElement.Clone();
    }

    /// <summary>The type's name, such as <c>S</c>, <c>N</c> or <c>M</c>.</summary>
    /// <exception cref="TableException">It is no value of an attribute.</exception>
    public static string TypeOf(JsonElement value) => Single(value).Name;

    public static bool AreEqual(JsonElement left, JsonElement right)
    {
        (string type, JsonElement a) = Single(left);
        (string otherType, JsonElement b) = Single(right);
        return type == otherType && type switch
        {
            "N" => ToNumber(left) == ToNumber(right),
            "M" => a.EnumerateObject().Count() == b.EnumerateObject().Count()
                && a.EnumerateObject().All(member => b.TryGetProperty(member.Name, out JsonElement other) && AreEqual(member.Value, other)),
            "L" => a.GetArrayLength() == b.GetArrayLength()
                && a.EnumerateArray().Zip(b.EnumerateArray()).All(pair => AreEqual(pair.First, pair.Second)),
            "S" or "B" => a.GetString() == b.GetString(),
            _ => a.GetRawText() == b.GetRawText(),
        };
    }

    /// <summary>The order of two numbers or two texts; null for values that have none.</summary>
    public static int? Compare(JsonElement left, JsonElement right) => (TypeOf(left), TypeOf(right)) switch
    {
        ("N", "N") => ToNumber(left).CompareTo(ToNumber(right)),
        ("S", "S") => Encoding.UTF8.GetBytes(Text(left)).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(Text(right))),
        _ => null,
    };

    /// <exception cref="TableException">It is no number.</exception>
    public static decimal ToNumber(JsonElement value)
    {
        (string type, JsonElement content) = Single(value);
        if (type == "N" && decimal.TryParse(content.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
            return number;

        throw TableException.Invalid("An operand that has to be a number is none.");
    }

    public static string Text(JsonElement value) => Single(value).Value.GetString() ?? "";

    /// <summary>About as many bytes as DynamoDB counts for it.</summary>
    public static int SizeOf(JsonElement value)
    {
        (string type, JsonElement content) = Single(value);
        return type switch
        {
            "S" => Encoding.UTF8.GetByteCount(content.GetString()!),
            "N" => ((content.GetString()!.Length + 1) / 2) + 1,
            "B" => content.GetBytesFromBase64().Length,
            "BOOL" or "NULL" => 1,
            "M" => 3 + content.EnumerateObject().Sum(member => 1 + Encoding.UTF8.GetByteCount(member.Name) + SizeOf(member.Value)),
            "L" => 3 + content.EnumerateArray().Sum(item => 1 + SizeOf(item)),
            _ => content.EnumerateArray().Sum(item => Encoding.UTF8.GetByteCount(item.GetString()!)),
        };
    }

    private static (string Name, JsonElement Value) Single(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Object)
        {
            foreach (JsonProperty member in value.EnumerateObject())
                return (member.Name, member.Value);
        }

        throw TableException.Invalid("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    }
}
