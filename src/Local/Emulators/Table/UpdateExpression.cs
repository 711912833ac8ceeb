using System.Text.Json;

namespace AsyncJobs.Local.Emulators.Table;

/// <summary>DynamoDB's update expressions: SET, REMOVE and ADD of whole attributes.</summary>
internal static class UpdateExpression
{
    /// <summary>Makes the item that the update leaves. Every operand is what it was before the update.</summary>
    /// <exception cref="TableException">It is malformed.</exception>
    public static Dictionary<string, JsonElement> Apply(string text, JsonElement request, IReadOnlyDictionary<string, JsonElement> item)
    {
        Dictionary<string, JsonElement> updated = new(item, StringComparer.Ordinal);
        ExpressionReader reader = new("UpdateExpression", text, request, item);
        while (reader.Next.Length > 0)
        {
            Action<ExpressionReader, Dictionary<string, JsonElement>> action = reader.Take().ToUpperInvariant() switch
            {
                "SET" => Set,
                "REMOVE" => Remove,
                "ADD" => Add,
                string other => throw reader.Error($"the action {other} is not known here"),
            };
            do
                action(reader, updated);
            while (reader.TryTake(","));
        }

        return updated;
    }

    private static void Set(ExpressionReader reader, Dictionary<string, JsonElement> updated)
    {
        string name = TakeTopLevelName(reader);
        reader.Expect("=");
        JsonElement value = TakeValue(reader);
        if (reader.TryTake("+"))
            value = AttributeValue.Number(AttributeValue.ToNumber(value) + AttributeValue.ToNumber(TakeValue(reader)));
        else if (reader.TryTake("-"))
            value = AttributeValue.Number(AttributeValue.ToNumber(value) - AttributeValue.ToNumber(TakeValue(reader)));

        // The request is gone after it.
        updated[name] = value.Clone();
    }

    private static void Remove(ExpressionReader reader, Dictionary<string, JsonElement> updated) => updated.Remove(TakeTopLevelName(reader));

    private static void Add(ExpressionReader reader, Dictionary<string, JsonElement> updated)
    {
        string name = TakeTopLevelName(reader);
        decimal addend = AttributeValue.ToNumber(TakeValue(reader));
        updated[name] = AttributeValue.Number(updated.TryGetValue(name, out JsonElement before) ? AttributeValue.ToNumber(before) + addend : addend);
    }

    private static string TakeTopLevelName(ExpressionReader reader)
    {
        string name = reader.TakeName();
        return reader.Next is "." or "["
            ? throw reader.Error("this table updates whole attributes only; use --dynamodb for a DynamoDB that does more")
            : name;
    }

    private static JsonElement TakeValue(ExpressionReader reader)
    {
        if (!reader.TryTake("if_not_exists"))
        {
            return reader.TakeOperand()
                ?? throw TableException.Invalid("The provided expression refers to an attribute that does not exist in the item");
        }

        reader.Expect("(");
        JsonElement? present = reader.TakeAttribute();
        reader.Expect(",");
        JsonElement otherwise = TakeValue(reader);
        reader.Expect(")");
        return present ?? otherwise;
    }
}
