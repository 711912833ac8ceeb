using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Benchmarks.HandWritten;
using AsyncJobs.Benchmarks.Http;
using AsyncJobs.Benchmarks.Reports;

namespace AsyncJobs.Benchmarks.Table;

/// <summary>The other side: a job with the same four requests to the table, as one writes them by hand.</summary>
internal sealed class HandWrittenJob(IAmazonDynamoDB client, string table)
{
    private static readonly Dictionary<string, string> s_names = new() { ["#status"] = "status" };
    private static readonly Dictionary<string, string> s_namesOfEnd = new() { ["#status"] = "status", ["#result"] = "result" };

    /// <summary>Accepts a job, works on it and shows it.</summary>
    public async Task RunAsync()
    {
        HttpApiRequest request = JsonSerializer.Deserialize(HttpApiEvents.Accept, HandWrittenJson.Default.HttpApiRequest)!;
        ReportRequest report = JsonSerializer.Deserialize(request.Body!, ReportJson.Default.ReportRequest)!;
        string id = Guid.NewGuid().ToString("N");
        await StoreAsync(id, request.RequestContext!.Authorizer!.Jwt!.Claims!["sub"]);
        byte[] workItem = JsonSerializer.SerializeToUtf8Bytes(
            new WorkItem(id, request.PathParameters!["name"], 500, report), HandWrittenJson.Default.WorkItem);
        Reply(new StatusView(id, "reports", "PENDING", DateTimeOffset.UtcNow, null, null, 0, null, null));

        WorkItem item = JsonSerializer.Deserialize(workItem, HandWrittenJson.Default.WorkItem)!;
        string token = Guid.NewGuid().ToString("N");
        await ClaimAsync(item.Id, token);
        using (CancellationTokenSource deadline = new(TimeSpan.FromSeconds(29)))
            await FinishAsync(item.Id, token, await ReportWriter.WriteAsync(item.Name, item.Request, item.Limit, deadline.Token));

        HttpApiRequest poll = JsonSerializer.Deserialize(HttpApiEvents.Status(id), HandWrittenJson.Default.HttpApiRequest)!;
        Reply(await ReadAsync(poll.PathParameters!["id"]));
    }

    private Task StoreAsync(string id, string owner) => client.PutItemAsync(new PutItemRequest
    {
        TableName = table,
        Item = new()
        {
            ["id"] = Text(id),
            ["job"] = Text("reports"),
            ["status"] = Text("PENDING"),
            ["owner"] = Text(owner),
            ["attempt"] = Number(0),
            ["createdAt"] = Number(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()),
            ["expiresAt"] = Number(DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeSeconds()),
        },
        ConditionExpression = "attribute_not_exists(id)",
    });

    private Task ClaimAsync(string id, string token) => client.UpdateItemAsync(new UpdateItemRequest
    {
        TableName = table,
        Key = new() { ["id"] = Text(id) },
        ConditionExpression = "#status = :pending",
        UpdateExpression = "SET #status = :running, attempt = attempt + :one, startedAt = :now, leaseToken = :token, leaseUntil = :until",
        ExpressionAttributeNames = s_names,
        ExpressionAttributeValues = new()
        {
            [":pending"] = Text("PENDING"),
            [":running"] = Text("RUNNING"),
            [":one"] = Number(1),
            [":now"] = Number(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()),
            [":token"] = Text(token),
            [":until"] = Number(DateTimeOffset.UtcNow.AddSeconds(35).ToUnixTimeMilliseconds()),
        },
        ReturnValues = ReturnValue.ALL_NEW,
    });

    private Task FinishAsync(string id, string token, Report report) => client.UpdateItemAsync(new UpdateItemRequest
    {
        TableName = table,
        Key = new() { ["id"] = Text(id) },
        ConditionExpression = "#status = :running AND leaseToken = :token",
        UpdateExpression = "SET #status = :succeeded, finishedAt = :now, #result = :result, expiresAt = :expiresAt REMOVE leaseToken, leaseUntil",
        ExpressionAttributeNames = s_namesOfEnd,
        ExpressionAttributeValues = new()
        {
            [":running"] = Text("RUNNING"),
            [":succeeded"] = Text("SUCCEEDED"),
            [":now"] = Number(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()),
            [":token"] = Text(token),
            [":result"] = Text(JsonSerializer.Serialize(report, ReportJson.Default.Report)),
            [":expiresAt"] = Number(DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeSeconds()),
        },
    });

    private async Task<StatusView> ReadAsync(string id)
    {
        GetItemRequest request = new() { TableName = table, Key = new() { ["id"] = Text(id) }, ConsistentRead = true };
        Dictionary<string, AttributeValue> item = (await client.GetItemAsync(request)).Item;
        return new StatusView(
            id,
            item["job"].S,
            item["status"].S,
            Time(item["createdAt"]),
            Time(item["startedAt"]),
            Time(item["finishedAt"]),
            int.Parse(item["attempt"].N, CultureInfo.InvariantCulture),
            JsonSerializer.Deserialize(item["result"].S, ReportJson.Default.Report),
            null);
    }

    private static void Reply(StatusView view)
    {
        using Utf8JsonWriter writer = new(new ArrayBufferWriter<byte>());
        HttpApiResponse response = new()
        {
            StatusCode = 200,
            Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json", ["Cache-Control"] = "no-store" },
            Body = JsonSerializer.Serialize(view, HandWrittenJson.Default.StatusView),
        };
        JsonSerializer.Serialize(writer, response, HandWrittenJson.Default.HttpApiResponse);
    }

    private static AttributeValue Text(string value) => new() { S = value };

    private static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    private static DateTimeOffset Time(AttributeValue value) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(value.N, CultureInfo.InvariantCulture));
}
