// libraries: AmazonLambdaCore, AwsSdkV4
using Amazon.DynamoDBv2.DataModel;
using Amazon.S3.Transfer;
using AsyncJobs;

public sealed class Order
{
    [DynamoDBHashKey]
    public string Id { get; set; } = "";
}

public class Orders(IDynamoDBContext table, ITransferUtility files)
{
    public async Task<Order> Read(string id)
    {
        using CancellationTokenSource limit = {|AJ1003:new(TimeSpan.FromSeconds(5))|};
        return await table.LoadAsync<Order>(id, limit.Token);
    }

    public async Task Keep(string path, InvocationBudget budget)
    {
        using CancellationTokenSource limit = {|AJ1003:new(TimeSpan.FromSeconds(30))|};
        await files.UploadAsync(path, "orders", limit.Token);
        await files.UploadAsync(path, "copies", budget.Token);
    }
}
