using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.APIGatewayEvents;

namespace AsyncJobs.ColdStart.Annotations.Jobs;

/// <summary>Stores a job and sends its event, as by hand: the SDK's clients as they come, made once, before the first request.</summary>
internal sealed class JobStarts
{
    private static readonly string s_table = Environment.GetEnvironmentVariable("TABLE")!;

    private readonly AmazonDynamoDBClient _dynamoDb = new();
    private readonly WorkerCalls _worker = new();

    public static string? OwnerOf(APIGatewayHttpApiV2ProxyRequest http) =>
        http.RequestContext?.Authorizer?.Jwt?.Claims is { } claims && claims.TryGetValue("sub", out string? subject) ? subject : null;

    public async Task<(StartOutcome Outcome, StatusView Status)> StartAsync(string? owner, string? key, LinkCheckRequest request, int withinSeconds)
    {
        string id = key is null ? Guid.NewGuid().ToString("N") : Hash(Encoding.UTF8.GetBytes($"{owner}\n{key}"))[..32];
        StatusView status = new(id, "PENDING", DateTimeOffset.UtcNow);
        byte[] workItem = JsonSerializer.SerializeToUtf8Bytes(new WorkItem(id, request.Urls!, withinSeconds), LinkCheckJson.Default.WorkItem);
        try
        {
            await _dynamoDb.PutItemAsync(Put(status, owner, Hash(workItem)));
        }
        catch (ConditionalCheckFailedException stored)
        {
            bool isSame = stored.Item?.TryGetValue("input", out AttributeValue? input) is true && input.S == Hash(workItem);
            return (isSame ? StartOutcome.Started : StartOutcome.KeyIsOfAnotherRequest, status);
        }

        return await TrySendAsync(id, workItem) ? (StartOutcome.Started, status) : (StartOutcome.Failed, status);
    }

    private static PutItemRequest Put(StatusView status, string? owner, string input)
    {
        Dictionary<string, AttributeValue> item = new()
        {
            ["id"] = new AttributeValue(status.Id),
            ["status"] = new AttributeValue(status.Status),
            ["createdAt"] = Number(status.CreatedAt.ToUnixTimeMilliseconds()),
            ["expiresAt"] = Number(status.CreatedAt.AddDays(1).ToUnixTimeSeconds()),
            ["input"] = new AttributeValue(input),
        };
        if (owner is not null)
            item["owner"] = new AttributeValue(owner);

        return new PutItemRequest
        {
            TableName = s_table,
            Item = item,
            ConditionExpression = "attribute_not_exists(id)",
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
    }

    private static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private async Task<bool> TrySendAsync(string id, byte[] workItem)
    {
        try
        {
            await _worker.SendAsync(workItem);
            return true;
        }
        catch (Exception exception)
        {
            // Without an event, nobody would ever work on it.
            Console.Error.WriteLine(exception);
            await _dynamoDb.DeleteItemAsync(s_table, new Dictionary<string, AttributeValue> { ["id"] = new(id) });
            return false;
        }
    }
}
