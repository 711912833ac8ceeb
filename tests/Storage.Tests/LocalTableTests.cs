using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using AsyncJobs.Aws;
using AsyncJobs.Local.Emulators.Table;
using AsyncJobs.Local.Platform;
using Xunit;

using AttributeValue = Amazon.DynamoDBv2.Model.AttributeValue;

namespace AsyncJobs.Storage.Tests;

/// <summary>The DynamoDB store, unchanged, on the table that the local host keeps for the processes of its functions.</summary>
public class LocalTableTests : JobStoreContract
{
    private const string TableName = "asyncjobs-local";

    private LoopbackServer? _server;
    private AmazonDynamoDBClient? _client;

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
        return new DynamoDbJobStore(OpenCalls(_client, _server.Address), TableName);
    }

    private protected virtual IDynamoDbCalls OpenCalls(IAmazonDynamoDB client, string endpoint) => new SdkDynamoDb(client);

    [Fact]
    public async Task Another_table_is_not_there()
    {
        ResourceNotFoundException refused = await Assert.ThrowsAsync<ResourceNotFoundException>(
            () => _client!.GetItemAsync("orders", new() { ["id"] = new() { S = "1" } }, Token));

        Assert.Contains("not orders", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--dynamodb", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id = ", "SET a = :one")]
    [InlineData("id = :one extra", "SET a = :one")]
    [InlineData("(id = :one", "SET a = :one")]
    [InlineData("id ~ :one", "SET a = :one")]
    [InlineData("#unknown = :one", "SET a = :one")]
    [InlineData("id = :unknown", "SET a = :one")]
    [InlineData("attribute_not_exists(id)", "SET a")]
    [InlineData("attribute_not_exists(id)", "DROP a")]
    [InlineData("attribute_not_exists(id)", "SET a = b")]
    [InlineData("attribute_not_exists(id)", "SET a = :one + id")]
    public async Task A_malformed_expression_is_refused_and_changes_nothing(string condition, string update)
    {
        AmazonDynamoDBException refused = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => UpdateAsync("x", condition, update));

        Assert.Equal("ValidationException", refused.ErrorCode);
        Assert.Empty((await _client!.GetItemAsync(TableName, Key("x"), Token)).Item ?? []);
    }

    [Theory]
    [InlineData("NOT n = :one AND (n > :one OR n < :one)", true)]
    [InlineData("n BETWEEN :one AND :three", true)]
    [InlineData("n IN (:one, :three)", false)]
    [InlineData("n <> :one", true)]
    [InlineData("absent <> :one", true)]
    [InlineData("absent = :one", false)]
    [InlineData("absent < :one", false)]
    [InlineData("m.inner = :one", true)]
    [InlineData("m.other = :one", false)]
    [InlineData("size(s) = :three", true)]
    [InlineData("begins_with(s, :ab) and contains(s, :ab)", true)]
    [InlineData("attribute_type(s, :typeS)", true)]
    [InlineData("n = :oneText", false)]
    [InlineData("n < :tenText", false)]
    [InlineData("s = :ab OR n = :one AND n = :one", false)]
    public async Task Conditions_hold_as_in_DynamoDB(string condition, bool holds)
    {
        await _client!.PutItemAsync(
            TableName,
            new()
            {
                ["id"] = new() { S = "y" },
                ["n"] = new() { N = "2.0" },
                ["s"] = new() { S = "abc" },
                ["m"] = new() { M = new() { ["inner"] = new() { N = "1" } } },
            },
            Token);

        if (holds)
            await UpdateAsync("y", condition, "SET done = :one");
        else
            await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => UpdateAsync("y", condition, "SET done = :one"));
    }

    [Fact]
    public async Task An_update_computes_with_what_was_there_before_it()
    {
        await UpdateAsync("z", "attribute_not_exists(id)", "SET a = :one, b = if_not_exists(b, :three)");
        UpdateItemResponse response = await UpdateAsync("z", "a = :one", "SET a = a + :three, b = a - :one, c = b REMOVE gone ADD d :three");

        Assert.Equal(["4", "0", "3", "3"], (string[])[response.Attributes["a"].N, response.Attributes["b"].N, response.Attributes["c"].N, response.Attributes["d"].N]);
    }

    [Fact]
    public async Task An_item_of_more_than_400_KB_is_refused() => Assert.Equal(
        "ValidationException",
        (await Assert.ThrowsAsync<AmazonDynamoDBException>(
            () => _client!.PutItemAsync(TableName, new() { ["id"] = new() { S = "l" }, ["s"] = new() { S = new('x', 400 * 1024) } }, Token))).ErrorCode);

    private static Dictionary<string, AttributeValue> Key(string id) => new() { ["id"] = new() { S = id } };

    private Task<UpdateItemResponse> UpdateAsync(string id, string condition, string update)
    {
        Dictionary<string, AttributeValue> values = new()
        {
            [":one"] = new() { N = "1" },
            [":three"] = new() { N = "3" },
            [":ab"] = new() { S = "ab" },
            [":typeS"] = new() { S = "S" },
            [":oneText"] = new() { S = "1" },
            [":tenText"] = new() { S = "10" },
        };
        return _client!.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = TableName,
                Key = Key(id),
                ConditionExpression = condition,
                UpdateExpression = update,
                ExpressionAttributeValues = values,
                ReturnValues = ReturnValue.ALL_NEW,
            },
            Token);
    }
}
