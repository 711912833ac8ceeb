using System.Collections.Immutable;
using System.Globalization;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Shared;

namespace AsyncJobs.Aws;

/// <summary>
/// How what is counted of an owner looks as an item of the jobs' table, and each change as the condition and the update of one request, just as
/// <see cref="OwnerUsage.Apply"/> has it. An unfinished job is an attribute with the job's id as its name: a write names the one that it means, and
/// those of several requests do not get in each other's way.
/// </summary>
internal static class DynamoDbOwnerItem
{
    internal const string Unfinished = "unfinished";
    internal const string StartsMinute = "startsMinute";
    internal const string Starts = "starts";
    internal const string CheckedAt = "checkedAt";

    private static readonly AttributeValue s_zero = DynamoDbJobItem.Number(0);
    private static readonly AttributeValue s_one = DynamoDbJobItem.Number(1);

    internal static OwnerUsage ToUsage(Dictionary<string, AttributeValue> item) => new()
    {
        Unfinished = item
            .Where(static attribute => JobId.IsValid(attribute.Key))
            .ToImmutableSortedDictionary(static job => job.Key, static job => Milliseconds(job.Value), StringComparer.Ordinal),
        Minute = Int64OrZero(item, StartsMinute),
        Starts = (int)Int64OrZero(item, Starts),
        CheckedAt = item.TryGetValue(CheckedAt, out AttributeValue? checkedAt) ? Milliseconds(checkedAt) : null,
        ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(Int64OrZero(item, TableNames.ExpiresAt)),
    };

    internal static void Write(UpdateItemRequest request, UsageChange change)
    {
        switch (change)
        {
            case UsageChange.Count count:
                Count(request, count);
                break;
            case UsageChange.Release release:
                Release(request, release);
                break;
            case UsageChange.Check check:
                Check(request, check);
                break;
            default:
                throw new NotSupportedException($"The table does not know the change {change.GetType().Name}.");
        }
    }

    private static void Count(UpdateItemRequest request, UsageChange.Count count)
    {
        List<string> conditions = ["(attribute_not_exists(expiresAt) OR expiresAt <= :expiresAt)"];
        List<string> updates = ["expiresAt = :expiresAt"];
        Dictionary<string, AttributeValue> values = new(8)
        {
            [":one"] = s_one,
            [":expiresAt"] = DynamoDbJobItem.SecondsUp(count.ExpiresAt),
        };
        if (count.Limits.MostUnfinished > 0)
        {
            conditions.Add("(attribute_not_exists(unfinished) OR unfinished < :mostUnfinished) AND attribute_not_exists(#job)");
            updates.Add("unfinished = if_not_exists(unfinished, :zero) + :one, #job = :at");
            values[":mostUnfinished"] = DynamoDbJobItem.Number(count.Limits.MostUnfinished);
            values[":zero"] = s_zero;
            values[":at"] = DynamoDbJobItem.Milliseconds(count.At);
            request.ExpressionAttributeNames = JobName(count.JobId);
        }

        if (count.Limits.MostStartsPerMinute > 0)
        {
            values[":minute"] = DynamoDbJobItem.Number(count.Minute);
            if (!count.IsFirst)
                values[":mostStarts"] = DynamoDbJobItem.Number(count.Limits.MostStartsPerMinute);
            conditions.Add(count.IsFirst
                ? "(attribute_not_exists(startsMinute) OR startsMinute < :minute)"
                : "startsMinute = :minute AND starts < :mostStarts");
            updates.Add(count.IsFirst ? "startsMinute = :minute, starts = :one" : "starts = starts + :one");
        }

        request.ConditionExpression = string.Join(" AND ", conditions);
        request.UpdateExpression = "SET " + string.Join(", ", updates);
        request.ExpressionAttributeValues = values;
    }

    private static void Release(UpdateItemRequest request, UsageChange.Release release)
    {
        request.ConditionExpression = "attribute_exists(#job)";
        request.UpdateExpression = "SET unfinished = unfinished - :one REMOVE #job";
        request.ExpressionAttributeNames = JobName(release.JobId);
        request.ExpressionAttributeValues = new(1) { [":one"] = s_one };
    }

    private static void Check(UpdateItemRequest request, UsageChange.Check check)
    {
        request.ConditionExpression = "attribute_exists(id) AND (attribute_not_exists(checkedAt) OR checkedAt <= :notSince)";
        request.UpdateExpression = "SET checkedAt = :at";
        request.ExpressionAttributeValues = new(2)
        {
            [":at"] = DynamoDbJobItem.Milliseconds(check.At),
            [":notSince"] = DynamoDbJobItem.Milliseconds(check.NotSince),
        };
    }

    // Ids begin with digits too.
    private static Dictionary<string, string> JobName(string id) => new(1) { ["#job"] = id };

    private static DateTimeOffset Milliseconds(AttributeValue value) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(value.N, CultureInfo.InvariantCulture));

    private static long Int64OrZero(Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out AttributeValue? value) ? long.Parse(value.N, CultureInfo.InvariantCulture) : 0;
}
