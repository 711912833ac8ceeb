using Amazon.DynamoDBv2;
using AsyncJobs.Jobs;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Operations;
using AsyncJobs.Storage;
using Xunit;

namespace AsyncJobs.Tests.Deployed;

/// <summary>
/// A deployed application: its jobs are in a table of the real DynamoDB Local, and its status function is invoked through an endpoint that speaks
/// Lambda's Invoke, with the same entry point as on AWS.
/// </summary>
internal sealed class Deployment : IAsyncDisposable
{
    /// <summary>Where it is, as the command is told.</summary>
    public const string Region = "eu-west-1";

    private static readonly TextJob s_order = new("order") { KeepInput = true, MaxAttempts = 1 };
    private static readonly TextJob s_note = new("note") { MaxAttempts = 1 };

    private readonly IAmazonDynamoDB _client;
    private readonly JobApp _app;
    private readonly InProcessFunctions _functions;
    private readonly string _dynamoDb;

    private Deployment(IAmazonDynamoDB client, string dynamoDb, string table, JobApp app, FakeAws aws, KeptEvents events)
    {
        _client = client;
        _dynamoDb = dynamoDb;
        Table = table;
        _app = app;
        Aws = aws;
        Events = events;
        _functions = new InProcessFunctions(app, TimeProvider.System);
        aws.Functions[FakeAws.StatusFunction] = payload => _functions.Status.InvokeAsync(payload, Guid.NewGuid().ToString(), CancellationToken.None);
    }

    public string Table { get; }

    public FakeAws Aws { get; }

    public KeptEvents Events { get; }

    public static async Task<Deployment> StartAsync(DynamoDbLocal dynamoDb, DynamoDbTableIndexes indexes = DynamoDbTableIndexes.ByTime)
    {
        string table = await dynamoDb.CreateTableAsync(indexes, TestContext.Current.CancellationToken);
        IAmazonDynamoDB client = dynamoDb.CreateClient();
        KeptEvents events = new();
        JobApp app = new([s_order, s_note]);
        app.Use(new JobPlatform(new DynamoDbJobStore(client, table), events)
        {
            Log = new NoJobLog(),
            ListsAll = indexes.HasFlag(DynamoDbTableIndexes.ByTime),
            AllowsList = indexes.HasFlag(DynamoDbTableIndexes.ByOwner),
        });
        FakeAws aws = await FakeAws.StartAsync(table);
        return new Deployment(client, dynamoDb.Endpoint, table, app, aws, events);
    }

    /// <summary>The environment that leads the command here.</summary>
    public Dictionary<string, string> Variables => new()
    {
        ["AWS_REGION"] = Region,
        ["AWS_ACCESS_KEY_ID"] = FakeAws.KeyId,
        ["AWS_SECRET_ACCESS_KEY"] = "secret",
        ["AWS_ENDPOINT_URL_DYNAMODB"] = _dynamoDb,
        ["AWS_ENDPOINT_URL_LAMBDA"] = Aws.Url,
        ["AWS_ENDPOINT_URL_CLOUDFORMATION"] = Aws.Url,
    };

    /// <summary>Starts an order, whose input is kept; its id.</summary>
    public Task<string> OrderAsync(string text, string? owner = null) => StartAsync(s_order, text, owner);

    /// <summary>Starts a note, whose input is not kept; its id.</summary>
    public Task<string> NoteAsync(string text) => StartAsync(s_note, text, null);

    /// <summary>Starts orders that fail, and runs them.</summary>
    public async Task<string[]> FailAsync(int count)
    {
        List<string> ids = [];
        for (int i = 0; i < count; i++)
            ids.Add(await OrderAsync(""));
        await WorkAsync();
        return [.. ids];
    }

    /// <summary>Runs all that waits for a worker.</summary>
    public async Task WorkAsync()
    {
        while (Events.TryTake(out (string Job, byte[] Payload) next))
            await _functions.Work(_app.Jobs.Single(job => job.Name == next.Job)).InvokeAsync(next.Payload, Guid.NewGuid().ToString(), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Aws.DisposeAsync();
        await _functions.DisposeAsync();
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task<string> StartAsync(TextJob job, string text, string? owner) =>
        (await _app.StartAsync(job, TextJob.Arguments(text), new JobStartOptions { Owner = owner }, TestContext.Current.CancellationToken)).Id;
}
