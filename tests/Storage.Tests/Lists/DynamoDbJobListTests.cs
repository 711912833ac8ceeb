using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Aws;
using AsyncJobs.Lifecycle;
using AsyncJobs.Tests;
using Xunit;
using static AsyncJobs.Storage.Tests.Sample;

namespace AsyncJobs.Storage.Tests.Lists;

public class DynamoDbJobListTests(DynamoDbLocal dynamoDb) : JobListContract
{
    private IAmazonDynamoDB? _client;
    private IDynamoDbCalls _calls = null!;
    private string _table = "";

    protected override int LifeCount => 60;

    protected override async ValueTask<IJobStore> OpenStoreAsync()
    {
        _client = dynamoDb.CreateClient();
        _table = await dynamoDb.CreateTableAsync(DynamoDbTableIndexes.ByOwner | DynamoDbTableIndexes.ByTime, Token);
        _calls = OpenCalls(_client, dynamoDb.Endpoint);
        return new DynamoDbJobStore(_calls, _table);
    }

    private protected virtual IDynamoDbCalls OpenCalls(IAmazonDynamoDB client, string endpoint) => new SdkDynamoDb(client);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _client?.Dispose();
    }

    [Fact]
    public async Task A_job_that_no_list_has_is_an_item_as_it_always_was()
    {
        JobRecord record = Pending(JobId.New()) with { Owner = "anna" };
        await Store.CreateAsync(record, Noon, Token);

        Dictionary<string, AttributeValue> item = (await _client!.GetItemAsync(_table, new() { ["id"] = new() { S = record.Id } }, Token)).Item;

        Assert.Equal(["attempt", "createdAt", "expiresAt", "id", "job", "nonce", "owner", "status"], item.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_owner_of_any_length_has_a_key()
    {
        string owner = new('\u4e00', 1024);
        JobRecord record = Pending(JobId.New()) with { Owner = owner, IsListed = true };

        await Store.CreateAsync(record, Noon, Token);

        Assert.Single((await Lists.ListKeysAsync(new(JobListPart.OfOwner(owner), null, null, 10), Token)).Keys);
    }

    [Fact]
    public async Task More_than_an_answer_carries_is_said_to_be_unread()
    {
        List<string> ids = [];
        string result = $"\"{new string('x', 380_000)}\"";
        for (int i = 0; i < 50; i++)
        {
            JobRecord record = Pending(JobId.New());
            await Store.CreateAsync(record, Noon, Token);
            await Store.ApplyAsync(record.Id, Claim("a"), Noon, Token);
            await Store.ApplyAsync(record.Id, Succeed("a", result), Noon, Token);
            ids.Add(record.Id);
        }

        List<string> read = [];
        IReadOnlyList<string> unread = ids;
        while (unread.Count > 0)
        {
            JobOutlines outlines = await Lists.ReadOutlinesAsync(unread, Token);
            Assert.NotEmpty(outlines.Records);
            read.AddRange(outlines.Records.Select(static record => record.Id));
            unread = outlines.Unread;
        }

        Assert.Equal(ids.Order(), read.Order());
    }

    [Fact]
    public async Task A_table_without_the_index_is_an_error_that_says_what_to_deploy()
    {
        string table = await dynamoDb.CreateTableAsync(Token);
        IJobListStore store = new DynamoDbJobStore(_calls, table);

        JobStoreException error = await Assert.ThrowsAsync<JobStoreException>(async () => await store.ListKeysAsync(new(JobListPart.OfOwner("anna"), null, null, 10), Token));
        JobStoreException ofAll = await Assert.ThrowsAsync<JobStoreException>(async () => await store.ListKeysAsync(new(JobListPart.OfShard(1), null, null, 10), Token));

        Assert.False(error.IsTransient);
        Assert.Contains("has no such index as 'byOwner': deploy the table with AsyncJobsList,", error.Message, StringComparison.Ordinal);
        Assert.Contains("'byTime': deploy the table with AsyncJobsListAll,", ofAll.Message, StringComparison.Ordinal);
    }

    // On a DynamoDB Local of its own: among hundreds of tables it leaves an index that is added for ever in the state CREATING.
    [Fact]
    public async Task A_table_that_is_there_gets_its_indexes_and_keeps_them()
    {
        await using DynamoDbLocal alone = new();
        await alone.InitializeAsync();
        using IAmazonDynamoDB client = alone.CreateClient();
        string table = await alone.CreateTableAsync(Token);
        IJobStore store = new DynamoDbJobStore(client, table);
        JobRecord record = Pending(JobId.New()) with { Owner = "anna", IsListed = true, IsListedForAll = true };
        await store.CreateAsync(record, Noon, Token);

        await DynamoDbTable.EnsureExistsAsync(client, table, DynamoDbTableIndexes.ByOwner | DynamoDbTableIndexes.ByTime, Token);
        await DynamoDbTable.EnsureExistsAsync(client, table, DynamoDbTableIndexes.ByOwner, Token);
        await DynamoDbTable.EnsureExistsAsync(client, table, Token);

        IJobListStore lists = (IJobListStore)store;
        Assert.Single((await lists.ListKeysAsync(new(JobListPart.OfOwner("anna"), null, null, 10), Token)).Keys);
        Assert.Single((await lists.ListKeysAsync(new(JobListPart.OfShard(JobListPart.ShardOf(record.Id)), null, null, 10), Token)).Keys);
    }
}
