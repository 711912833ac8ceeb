using System.Text.Json;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.Emulators.Table;

/// <summary>Reads several items of a table at once, as lists of jobs do: Query of an index, BatchGetItem and Scan.</summary>
internal static class LocalReads
{
    private const int MostKeys = ListRanges.MostPageSize;

    /// <summary>Answers a query of an index.</summary>
    /// <param name="items">All items.</param>
    /// <param name="request">The request.</param>
    /// <param name="writer">Takes the answer.</param>
    public static void Query(IEnumerable<IReadOnlyDictionary<string, JsonElement>> items, JsonElement request, Utf8JsonWriter writer)
    {
        if (request.TryGetProperty("ExclusiveStartKey", out _))
            throw TableException.Invalid("ExclusiveStartKey is not known here");

        LocalIndex index = LocalIndex.Of(request.TryGetProperty("IndexName", out JsonElement name) ? name.GetString() : null);
        string condition = request.GetProperty("KeyConditionExpression").GetString()!;
        bool isForward = !request.TryGetProperty("ScanIndexForward", out JsonElement forward) || forward.GetBoolean();
        int limit = request.TryGetProperty("Limit", out JsonElement most) ? most.GetInt32() : int.MaxValue;
        IEnumerable<IReadOnlyDictionary<string, JsonElement>> found = items
            .Where(item => index.Has(item) && ConditionExpression.Holds(condition, request, item))
            .Select(index.KeysOf)
            .OrderBy(static item => AttributeValue.Text(item[TableNames.ListSort]), StringComparer.Ordinal);
        IReadOnlyDictionary<string, JsonElement>[] keys = [.. (isForward ? found : found.Reverse()).Take(limit)];

        writer.WriteStartObject();
        WriteItems(writer, "Items", keys);

        // As DynamoDB does, also where nothing comes after them.
        if (keys.Length == limit)
            WriteItem(writer, "LastEvaluatedKey", keys[^1]);
        writer.WriteEndObject();
    }

    /// <summary>Answers a read of items by their keys.</summary>
    public static void BatchGet(
        Func<JsonElement, IReadOnlyDictionary<string, JsonElement>?> find, string table, JsonElement request, Utf8JsonWriter writer)
    {
        JsonElement asked = request.GetProperty("RequestItems").GetProperty(table);
        JsonElement[] keys = [.. asked.GetProperty("Keys").EnumerateArray()];
        if (keys.Length is 0 or > MostKeys)
            throw TableException.Invalid($"Too many items requested for the BatchGetItem call, or none: from 1 to {MostKeys} are taken");

        writer.WriteStartObject();
        writer.WriteStartObject("Responses");
        WriteItems(writer, table, keys.Select(find).OfType<IReadOnlyDictionary<string, JsonElement>>().Select(item => Projected(item, asked)));
        writer.WriteEndObject();
        writer.WriteStartObject("UnprocessedKeys");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Answers a scan. All is in one piece.</summary>
    public static void Scan(IEnumerable<IReadOnlyDictionary<string, JsonElement>> items, JsonElement request, Utf8JsonWriter writer)
    {
        string? filter = request.TryGetProperty("FilterExpression", out JsonElement text) ? text.GetString() : null;
        writer.WriteStartObject();
        WriteItems(
            writer,
            "Items",
            items.Where(item => filter is null || ConditionExpression.Holds(filter, request, item)).Select(item => Projected(item, request)));
        writer.WriteEndObject();
    }

    private static IReadOnlyDictionary<string, JsonElement> Projected(IReadOnlyDictionary<string, JsonElement> item, JsonElement request)
    {
        if (!request.TryGetProperty("ProjectionExpression", out JsonElement projection))
            return item;

        ExpressionReader reader = new("ProjectionExpression", projection.GetString()!, request, item);
        Dictionary<string, JsonElement> projected = new(StringComparer.Ordinal);
        do
        {
            string name = reader.TakeName();
            if (item.TryGetValue(name, out JsonElement value))
                projected[name] = value;
        }
        while (reader.TryTake(","));
        return reader.Next.Length == 0 ? projected : throw reader.Error($"'{reader.Next}' is not expected");
    }

    private static void WriteItems(Utf8JsonWriter writer, string name, IEnumerable<IReadOnlyDictionary<string, JsonElement>> items)
    {
        writer.WriteStartArray(name);
        foreach (IReadOnlyDictionary<string, JsonElement> item in items)
            WriteItem(writer, null, item);
        writer.WriteEndArray();
    }

    private static void WriteItem(Utf8JsonWriter writer, string? name, IReadOnlyDictionary<string, JsonElement> item)
    {
        if (name is not null)
            writer.WritePropertyName(name);
        writer.WriteStartObject();
        foreach ((string attribute, JsonElement value) in item)
        {
            writer.WritePropertyName(attribute);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
