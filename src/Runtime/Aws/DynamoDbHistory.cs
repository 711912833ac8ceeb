using Amazon.DynamoDBv2.Model;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Aws;

/// <summary>How a job's history looks in its item, and back. What is null in an attempt is absent from its map.</summary>
internal static class DynamoDbHistory
{
    private const string EndedAt = "endedAt";

    /// <summary>The attempts, the oldest first.</summary>
    internal static AttributeValue Of(JobHistory history) => new() { L = [.. history.Attempts.Select(MapOf)] };

    internal static JobHistory Read(AttributeValue attempts, int leftOut) => new([.. (attempts.L ?? []).Select(AttemptOf)], leftOut);

    private static AttributeValue MapOf(JobAttempt attempt)
    {
        var map = new Dictionary<string, AttributeValue>(7)
        {
            [DynamoDbJobItem.Attempt] = DynamoDbJobItem.Number(attempt.Attempt),
            [DynamoDbJobItem.RequestId] = DynamoDbJobItem.Text(attempt.RequestId),
            [DynamoDbJobItem.Status] = DynamoDbJobItem.Text(attempt.Status.ToWireName()),
        };
        if (attempt.StartedAt is { } startedAt)
            map[DynamoDbJobItem.StartedAt] = DynamoDbJobItem.Milliseconds(startedAt);
        if (attempt.EndedAt is { } endedAt)
            map[EndedAt] = DynamoDbJobItem.Milliseconds(endedAt);
        if (attempt.Error is { } error)
        {
            map[DynamoDbJobItem.ErrorCode] = DynamoDbJobItem.Number(error.ErrorCode);
            map[DynamoDbJobItem.Message] = DynamoDbJobItem.Text(error.Message);
        }

        return new() { M = map };
    }

    // A newer version may leave out what this one expects, and a job must not hang on its history.
    private static JobAttempt AttemptOf(AttributeValue attempt)
    {
        Dictionary<string, AttributeValue> map = attempt.M ?? [];
        return new(
            (int)DynamoDbJobItem.Int64OrZero(map, DynamoDbJobItem.Attempt),
            DynamoDbJobItem.TextOrNull(map, DynamoDbJobItem.RequestId) ?? "",
            DynamoDbJobItem.TimeOrNull(map, DynamoDbJobItem.StartedAt),
            DynamoDbJobItem.TimeOrNull(map, EndedAt),
            JobAttemptStatusExtensions.Of(DynamoDbJobItem.TextOrNull(map, DynamoDbJobItem.Status)),
            map.ContainsKey(DynamoDbJobItem.ErrorCode) ? ErrorOf(map) : null);
    }

    private static JobError ErrorOf(Dictionary<string, AttributeValue> map) => new(
        (int)DynamoDbJobItem.Int64OrZero(map, DynamoDbJobItem.ErrorCode), DynamoDbJobItem.TextOrNull(map, DynamoDbJobItem.Message) ?? "");
}
