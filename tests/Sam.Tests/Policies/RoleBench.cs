using Amazon.DynamoDBv2;
using Amazon.S3;
using AsyncJobs.Callbacks;
using AsyncJobs.Jobs;
using AsyncJobs.Logging;
using AsyncJobs.S3;
using AsyncJobs.Storage;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Sam.Tests.Policies;

/// <summary>Functions of one application on one table and, where there is a server of S3, one bucket.</summary>
internal sealed class RoleBench(DynamoDbLocal dynamoDb, string table, S3Server? s3 = null) : IDisposable
{
    /// <summary>What the keys in the bucket begin with.</summary>
    public const string Prefix = "some/prefix";

    private readonly List<IDisposable> _clients = [];

    public RoleFunction Function(int mostUnfinished = 0, bool keepsInput = false, bool hasCallbacks = true)
    {
        RoleFunction function = new(null!, new RoleJob { KeepInput = keepsInput }, new RecordedTable(), new RecordedBucket(), new RoleEvents(), new RoleQueue());
        function = function with { App = new JobApp([function.Job]) };
        IAmazonDynamoDB client = dynamoDb.CreateClient(config => config.HttpClientFactory = function.Table);
        _clients.Add(client);
        function.App.Use(new JobPlatform(new DynamoDbJobStore(client, table), function.Events)
        {
            CancelPollInterval = TimeSpan.FromMilliseconds(20),
            Log = JobLog.None,
            Delayed = function.Queue,
            AllowsPurge = true,
            AllowsList = true,
            ListsAll = true,
            MaxUnfinishedPerOwner = mostUnfinished,
            Payloads = s3 is null ? null : OpenPayloads(function.Bucket),

            // A host that is refused as soon as its address is known.
            Callbacks = hasCallbacks ? new CallbackOptions(["whsec_" + Convert.ToBase64String(new byte[24])], ["localhost"]) : null,
        });
        return function;
    }

    /// <summary>Starts a job by a function of its own, whose requests nobody looks at; the worker's event.</summary>
    public Task<byte[]> StartAsync(string? body = null, params (string Name, string Value)[] headers) => StartAsync(Function(), body, headers);

    /// <summary>Starts a job by a function; the worker's event.</summary>
    public static async Task<byte[]> StartAsync(RoleFunction accept, string? body = null, params (string Name, string Value)[] headers)
    {
        Assert.Equal(202, await accept.AcceptAsync(body, headers));
        Assert.True(accept.Events.Sent.TryDequeue(out byte[]? started));
        return started;
    }

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    private S3PayloadStore OpenPayloads(RecordedBucket bucket)
    {
        IAmazonS3 client = s3!.CreateClient(configure: config => config.HttpClientFactory = bucket);
        _clients.Add(client);
        return new S3PayloadStore(client, S3Server.Bucket, Prefix + "/");
    }
}
