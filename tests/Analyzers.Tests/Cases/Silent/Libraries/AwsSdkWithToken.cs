// libraries: AmazonLambdaCore, AwsSdkV4
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AsyncJobs;

public sealed class Jobs(IAmazonDynamoDB dynamo)
{
    [AsyncJob("POST /items")]
    public async Task<bool> Exists(string id, JobContext job)
    {
        GetItemRequest request = new() { TableName = "items", Key = new() { ["id"] = new() { S = id } } };
        GetItemResponse response = await dynamo.GetItemAsync(request, cancellationToken: job.CancellationToken);
        return response.Item is { Count: > 0 };
    }
}
