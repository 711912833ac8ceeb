using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Lifecycle;
using AsyncJobs.Tests;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static AsyncJobs.Storage.Tests.Sample;

namespace AsyncJobs.Storage.Tests.Versions;

/// <summary>A table of DynamoDB Local, and functions of both versions on it.</summary>
public abstract class OneTable(DynamoDbLocal dynamoDb) : IAsyncLifetime
{
    private IAmazonDynamoDB? _client;
    private string _table = "";

    private protected FakeTimeProvider Clock { get; } = new(Noon);

    private protected PresentVersion Present { get; private set; } = null!;

    private protected PreviousVersion Previous { get; private set; } = null!;

    private protected ScriptedDelay Delayed { get; } = new();

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _client = dynamoDb.CreateClient();
        _table = await dynamoDb.CreateTableAsync(DynamoDbTableIndexes.ByOwner | DynamoDbTableIndexes.ByTime, Token);
        Present = new PresentVersion(new DynamoDbJobStore(_client, _table), Clock, Delayed);
        Previous = new PreviousVersion(new PreviousStore(_client, _table), Clock, Present.Job, new QueuedEvents());
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>A job of the application, as it is stored when it is accepted.</summary>
    private protected static JobRecord Accepted() => Pending(JobId.New()) with { Job = "scripted" };

    private protected async Task<Dictionary<string, AttributeValue>> ItemAsync(string id) =>
        (await _client!.GetItemAsync(_table, new() { ["id"] = new() { S = id } }, true, Token)).Item;

    private protected async Task PutItemAsync(Dictionary<string, AttributeValue> item) => await _client!.PutItemAsync(_table, item, Token);

    private protected async Task DeleteItemAsync(string id) => await _client!.DeleteItemAsync(_table, new() { ["id"] = new() { S = id } }, Token);

    private protected async Task<JobRecord> RecordAsync(string id) => (await Present.Store.GetAsync(id, Token))!;
}
