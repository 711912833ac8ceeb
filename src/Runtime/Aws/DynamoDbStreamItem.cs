using System.Collections.Immutable;
using System.Globalization;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Limits;

namespace AsyncJobs.Aws;

/// <summary>
/// How the places of an owner's streams look as an item of the jobs' table, and each change as the condition and the update of one request, just as
/// <see cref="StreamPlaces.Apply"/> has it. A place is an attribute of its own, and a counter says how many there are.
/// </summary>
internal static class DynamoDbStreamItem
{
    internal const string Streams = "streams";

    /// <summary>What the names of places begin with.</summary>
    internal const string PlacePrefix = "at:";

    private static readonly AttributeValue s_zero = DynamoDbJobItem.Number(0);
    private static readonly AttributeValue s_one = DynamoDbJobItem.Number(1);

    internal static StreamPlaces ToPlaces(Dictionary<string, AttributeValue> item) => new()
    {
        Taken = item
            .Where(static attribute => attribute.Key.StartsWith(PlacePrefix, StringComparison.Ordinal))
            .ToImmutableSortedDictionary(
                static place => place.Key[PlacePrefix.Length..],
                static place => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(place.Value.N, CultureInfo.InvariantCulture)),
                StringComparer.Ordinal),
    };

    internal static void Write(UpdateItemRequest request, StreamChange change)
    {
        switch (change)
        {
            case StreamChange.Take take:
                Take(request, take);
                break;
            case StreamChange.Release release:
                Release(request, release);
                break;
            default:
                throw new NotSupportedException($"The table does not know the change {change.GetType().Name}.");
        }
    }

    private static void Take(UpdateItemRequest request, StreamChange.Take take)
    {
        List<string> conditions = ["attribute_not_exists(#place)", "(attribute_not_exists(streams) OR streams < :most)"];
        List<string> removed = [];
        Dictionary<string, string> names = new() { ["#place"] = PlacePrefix + take.Place };
        Dictionary<string, AttributeValue> values = new()
        {
            [":zero"] = s_zero,
            [":added"] = DynamoDbJobItem.Number(1 - take.Over.Count),
            [":most"] = DynamoDbJobItem.Number(take.Most + take.Over.Count),
            [":until"] = DynamoDbJobItem.Milliseconds(take.Until),
            [":expiresAt"] = DynamoDbJobItem.SecondsUp(take.ExpiresAt),
        };
        foreach ((string place, DateTimeOffset until) in take.Over)
        {
            string number = removed.Count.ToString(CultureInfo.InvariantCulture);
            conditions.Add($"#over{number} = :over{number}");
            removed.Add($"#over{number}");
            names[$"#over{number}"] = PlacePrefix + place;
            values[$":over{number}"] = DynamoDbJobItem.Milliseconds(until);
        }

        string remove = removed.Count == 0 ? "" : " REMOVE " + string.Join(", ", removed);
        request.ConditionExpression = string.Join(" AND ", conditions);
        request.UpdateExpression = "SET streams = if_not_exists(streams, :zero) + :added, #place = :until, expiresAt = :expiresAt" + remove;
        request.ExpressionAttributeNames = names;
        request.ExpressionAttributeValues = values;
    }

    private static void Release(UpdateItemRequest request, StreamChange.Release release)
    {
        request.ConditionExpression = "attribute_exists(#place)";
        request.UpdateExpression = "SET streams = streams - :one REMOVE #place";
        request.ExpressionAttributeNames = new(1) { ["#place"] = PlacePrefix + release.Place };
        request.ExpressionAttributeValues = new(1) { [":one"] = s_one };
    }
}
