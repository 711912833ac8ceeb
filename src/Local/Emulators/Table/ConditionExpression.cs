using System.Text.Json;

namespace AsyncJobs.Local.Emulators.Table;

/// <summary>DynamoDB's condition expressions, evaluated while they are read.</summary>
internal static class ConditionExpression
{
    /// <summary>Whether the item fulfils the condition.</summary>
    /// <exception cref="TableException">It is malformed.</exception>
    public static bool Holds(string text, JsonElement request, IReadOnlyDictionary<string, JsonElement> item)
    {
        ExpressionReader reader = new("ConditionExpression", text, request, item);
        bool holds = Or(reader);
        return reader.Next.Length == 0 ? holds : throw reader.Error($"'{reader.Next}' is not expected");
    }

    // Both sides are read in any case, so that what is malformed is found whatever the item has.
    private static bool Or(ExpressionReader reader)
    {
        bool holds = And(reader);
        while (reader.TryTake("OR"))
            holds |= And(reader);
        return holds;
    }

    private static bool And(ExpressionReader reader)
    {
        bool holds = Not(reader);
        while (reader.TryTake("AND"))
            holds &= Not(reader);
        return holds;
    }

    private static bool Not(ExpressionReader reader) => reader.TryTake("NOT") ? !Not(reader) : Term(reader);

    private static bool Term(ExpressionReader reader)
    {
        if (reader.TryTake("("))
        {
            bool holds = Or(reader);
            reader.Expect(")");
            return holds;
        }

        return reader.Next switch
        {
            "attribute_exists" => Exists(reader),
            "attribute_not_exists" => !Exists(reader),
            "attribute_type" => Function(reader, (value, type) => AttributeValue.TypeOf(value) == AttributeValue.Text(type)),
            "begins_with" => Function(
                reader, (value, start) => AttributeValue.Text(value).StartsWith(AttributeValue.Text(start), StringComparison.Ordinal)),
            "contains" => Function(reader, Contains),
            _ => Comparison(reader),
        };
    }

    private static bool Exists(ExpressionReader reader)
    {
        reader.Take();
        reader.Expect("(");
        bool exists = reader.TakeAttribute() is not null;
        reader.Expect(")");
        return exists;
    }

    private static bool Function(ExpressionReader reader, Func<JsonElement, JsonElement, bool> holds)
    {
        reader.Take();
        reader.Expect("(");
        JsonElement? left = reader.TakeOperand();
        reader.Expect(",");
        JsonElement? right = reader.TakeOperand();
        reader.Expect(")");
        return left is { } value && right is { } operand && holds(value, operand);
    }

    private static bool Contains(JsonElement value, JsonElement part) => AttributeValue.TypeOf(value) switch
    {
        "S" => AttributeValue.Text(value).Contains(AttributeValue.Text(part), StringComparison.Ordinal),
        "L" => value.GetProperty("L").EnumerateArray().Any(item => AttributeValue.AreEqual(item, part)),
        "SS" => value.GetProperty("SS").EnumerateArray().Any(item => item.GetString() == AttributeValue.Text(part)),
        _ => false,
    };

    private static bool Comparison(ExpressionReader reader)
    {
        JsonElement? left = reader.TakeOperand();
        if (reader.TryTake("IN"))
            return IsIn(reader, left);

        if (reader.TryTake("BETWEEN"))
        {
            JsonElement? low = reader.TakeOperand();
            reader.Expect("AND");
            JsonElement? high = reader.TakeOperand();
            return Order(left, low) >= 0 && Order(left, high) <= 0;
        }

        string comparator = reader.Take();
        JsonElement? right = reader.TakeOperand();
        return comparator switch
        {
            "=" => AreEqual(left, right),

            // An absent attribute differs from everything.
            "<>" => !AreEqual(left, right),
            "<" => Order(left, right) < 0,
            "<=" => Order(left, right) <= 0,
            ">" => Order(left, right) > 0,
            ">=" => Order(left, right) >= 0,
            _ => throw reader.Error($"'{comparator}' is no comparator"),
        };
    }

    private static bool IsIn(ExpressionReader reader, JsonElement? value)
    {
        bool isIn = false;
        reader.Expect("(");
        do
            isIn |= AreEqual(value, reader.TakeOperand());
        while (reader.TryTake(","));
        reader.Expect(")");
        return isIn;
    }

    private static bool AreEqual(JsonElement? left, JsonElement? right) => left is { } a && right is { } b && AttributeValue.AreEqual(a, b);

    private static int? Order(JsonElement? left, JsonElement? right) => left is { } a && right is { } b ? AttributeValue.Compare(a, b) : null;
}
