using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using AsyncJobs.Local.Emulators.Table;
using AsyncJobs.Local.Platform;
using Xunit;

namespace AsyncJobs.Storage.Tests.Lists;

/// <summary>The DynamoDB store, unchanged, on the table that the local host keeps for the processes of its functions.</summary>
public sealed class LocalTableListTests : JobListContract
{
    private const string TableName = "asyncjobs-local";

    private LoopbackServer? _server;
    private AmazonDynamoDBClient? _client;

    protected override int LifeCount => 60;

    public override async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override async ValueTask<IJobStore> OpenStoreAsync()
    {
        _server = await LoopbackServer.StartAsync(mostBodyBytes: null, new TableApi(TableName).HandleAsync);
        _client = new AmazonDynamoDBClient(new AmazonDynamoDBConfig
        {
            ServiceURL = _server.Address,
            AuthenticationRegion = "eu-central-1",
            DefaultAWSCredentials = new BasicAWSCredentials("local", "local"),
            MaxErrorRetry = 0,
        });
        return new DynamoDbJobStore(_client, TableName);
    }

    [Fact]
    public async Task Other_tables_and_indexes_are_not_there()
    {
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => _client!.ScanAsync(new ScanRequest("orders"), Token));
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => _client!.BatchGetItemAsync(
            new Dictionary<string, KeysAndAttributes> { ["orders"] = new() { Keys = [new() { ["id"] = new() { S = "1" } }] } }, Token));
        AmazonDynamoDBException refused = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => _client!.QueryAsync(
            new QueryRequest
            {
                TableName = TableName,
                IndexName = "byColour",
                KeyConditionExpression = "colour = :colour",
                ExpressionAttributeValues = new() { [":colour"] = new() { S = "red" } },
            },
            Token));
        Assert.Equal("ValidationException", refused.ErrorCode);
    }
}
