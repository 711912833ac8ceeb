// libraries: AmazonLambdaCore, AwsSdkV4
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.Core;

public class Function(IAmazonDynamoDB dynamo)
{
    public async Task<bool> Handler(string id, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(3))|};
        var reply = await dynamo.GetItemAsync(new GetItemRequest { TableName = "jobs" }, cts.Token);
        return reply.Item is { Count: > 0 };
    }
}
