using System.Text;
using System.Text.Json;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.Emulators.Table;

/// <summary>The items of one DynamoDB table with the partition key <c>id</c>, in memory.</summary>
internal sealed class LocalTable
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, JsonElement>> _items = new(StringComparer.Ordinal);
    private readonly object _gate = new();

    public IReadOnlyDictionary<string, JsonElement>? Get(JsonElement request)
    {
        lock (_gate)
            return _items.GetValueOrDefault(KeyOf(request.GetProperty("Key")));
    }

    /// <summary>The items as they stand now.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> All()
    {
        lock (_gate)
            return [.. _items.Values];
    }

    /// <summary>The item with a key.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Find(JsonElement key)
    {
        lock (_gate)
            return _items.GetValueOrDefault(KeyOf(key));
    }

    /// <returns>The item before.</returns>
    public IReadOnlyDictionary<string, JsonElement>? Put(JsonElement request)
    {
        Dictionary<string, JsonElement> item = new(StringComparer.Ordinal);
        foreach (JsonProperty attribute in request.GetProperty("Item").EnumerateObject())
            item[attribute.Name] = attribute.Value.Clone();

        string key = KeyOf(request.GetProperty("Item"));
        lock (_gate)
        {
            IReadOnlyDictionary<string, JsonElement>? before = Check(request, key);
            _items[key] = Sized(item);
            return before;
        }
    }

    /// <returns>The item before and after.</returns>
    public (IReadOnlyDictionary<string, JsonElement>? Before, IReadOnlyDictionary<string, JsonElement> After) Update(JsonElement request)
    {
        string key = KeyOf(request.GetProperty("Key"));
        lock (_gate)
        {
            IReadOnlyDictionary<string, JsonElement>? before = Check(request, key);
            Dictionary<string, JsonElement> start = new(StringComparer.Ordinal)
            {
                [TableNames.Id] = request.GetProperty("Key").GetProperty(TableNames.Id).Clone(),
            };
            Dictionary<string, JsonElement> after = UpdateExpression.Apply(
                request.GetProperty("UpdateExpression").GetString()!, request, before ?? start);
            _items[key] = Sized(after);
            return (before, after);
        }
    }

    /// <returns>The item before.</returns>
    public IReadOnlyDictionary<string, JsonElement>? Delete(JsonElement request)
    {
        string key = KeyOf(request.GetProperty("Key"));
        lock (_gate)
        {
            IReadOnlyDictionary<string, JsonElement>? before = Check(request, key);
            _items.Remove(key);
            return before;
        }
    }

    private static string KeyOf(JsonElement attributes)
    {
        if (attributes.TryGetProperty(TableNames.Id, out JsonElement key)
            && AttributeValue.TypeOf(key) == "S"
            && AttributeValue.Text(key) is { Length: > 0 } text)
        {
            return text;
        }

        throw TableException.Invalid("The provided key element does not match the schema");
    }

    private static Dictionary<string, JsonElement> Sized(Dictionary<string, JsonElement> item) =>
        item.Sum(attribute => Encoding.UTF8.GetByteCount(attribute.Key) + AttributeValue.SizeOf(attribute.Value)) <= TableLimits.MostItemBytes
            ? item
            : throw TableException.Invalid("Item size has exceeded the maximum allowed size");

    private IReadOnlyDictionary<string, JsonElement>? Check(JsonElement request, string key)
    {
        IReadOnlyDictionary<string, JsonElement>? item = _items.GetValueOrDefault(key);
        if (!request.TryGetProperty("ConditionExpression", out JsonElement condition)
            || ConditionExpression.Holds(condition.GetString()!, request, item ?? new Dictionary<string, JsonElement>()))
        {
            return item;
        }

        bool isWanted = request.TryGetProperty("ReturnValuesOnConditionCheckFailure", out JsonElement wanted) && wanted.ValueEquals("ALL_OLD");
        throw new TableException("ConditionalCheckFailedException", "The conditional request failed", isWanted ? item : null);
    }
}
