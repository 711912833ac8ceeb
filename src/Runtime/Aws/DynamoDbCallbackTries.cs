using Amazon.DynamoDBv2.Model;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Aws;

/// <summary>How the tries of a callback look in a job's item, and back. What is null in a try is absent from its map.</summary>
internal static class DynamoDbCallbackTries
{
    private const string At = "at";
    private const string StatusCode = "code";
    private const string Fault = "fault";

    /// <summary>The tries, the oldest first.</summary>
    internal static AttributeValue Of(IReadOnlyList<JobCallbackTry> tries) => new() { L = [.. tries.Select(MapOf)] };

    // A newer version may leave out what this one expects, and a callback must not hang on its history.
    internal static IReadOnlyList<JobCallbackTry> Read(AttributeValue tries) =>
    [
        .. from one in tries.L ?? []
           let map = one.M ?? []
           select new JobCallbackTry(
               DynamoDbJobItem.TimeOrNull(map, At) ?? DateTimeOffset.UnixEpoch,
               map.ContainsKey(StatusCode) ? (int)DynamoDbJobItem.Int64OrZero(map, StatusCode) : null,
               DynamoDbJobItem.TextOrNull(map, Fault)),
    ];

    private static AttributeValue MapOf(JobCallbackTry one)
    {
        var map = new Dictionary<string, AttributeValue>(2) { [At] = DynamoDbJobItem.Milliseconds(one.At) };
        if (one.StatusCode is { } code)
            map[StatusCode] = DynamoDbJobItem.Number(code);
        if (one.Fault is { } fault)
            map[Fault] = DynamoDbJobItem.Text(fault);

        return new() { M = map };
    }
}
