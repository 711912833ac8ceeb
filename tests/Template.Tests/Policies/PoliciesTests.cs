using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using AsyncJobs.Jobs;
using AsyncJobs.Logging;
using AsyncJobs.Storage;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Template.Tests.Policies;

/// <summary>What each function is allowed is what it does, at a real DynamoDB: nothing is missing and nothing is too much.</summary>
public sealed class PoliciesTests(DynamoDbLocal dynamoDb) : IAsyncLifetime
{
    private readonly List<IAmazonDynamoDB> _clients = [];
    private string _table = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _table = await dynamoDb.CreateTableAsync(Token);

    public ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        return default;
    }

    [Fact]
    public async Task Accept()
    {
        (JobApp app, RoleJob job, RecordedTable table, RoleEvents events) = Function();

        Assert.Equal(202, await RequestAsync(reply => app.AcceptAsync(job, Http("POST", "/roles"), Invocation("a"), reply)));
        Assert.Equal(202, await RequestAsync(reply => app.AcceptAsync(job, Http("POST", "/roles", "wait=1"), Invocation("b"), reply)));
        events.Fails = true;
        Assert.Equal(503, await RequestAsync(reply => app.AcceptAsync(job, Http("POST", "/roles"), Invocation("c"), reply)));

        AssertAllowed("SampleRolesAccept", table, events);
    }

    [Fact]
    public async Task Work()
    {
        (JobApp app, RoleJob job, RecordedTable table, RoleEvents events) = Function();
        byte[] started = await StartAsync();
        job.Method = async context =>
        {
            await context.ReportProgressAsync(0.5);
            await context.SaveStateAsync(1);
            await Task.Delay(200, Token);
            await context.ContinueAsync(1);
            return "never";
        };
        await app.WorkAsync(job, started, Invocation("work"), new ArrayBufferWriter<byte>());
        job.Method = context => context.Attempt == 1 ? throw new InvalidOperationException() : Task.FromResult("done");
        Assert.True(events.Sent.TryDequeue(out byte[]? next));
        await Assert.ThrowsAnyAsync<Exception>(async () => await app.WorkAsync(job, next, Invocation("next"), new ArrayBufferWriter<byte>()));

        AssertAllowed("SampleRolesWorker", table, events);
    }

    [Fact]
    public async Task Status()
    {
        (JobApp app, _, RecordedTable table, RoleEvents events) = Function();
        string id = IdOf(await StartAsync());

        Assert.Equal(200, await RequestAsync(reply => app.StatusAsync(Http("GET", "/jobs/" + id), Invocation("get"), reply)));
        Assert.Equal(202, await RequestAsync(reply => app.StatusAsync(Http("DELETE", "/jobs/" + id), Invocation("delete"), reply)));
        Assert.Equal(200, await RequestAsync(reply => app.StatusAsync(Http("GET", "/jobs/" + id, "wait=1"), Invocation("wait"), reply)));

        AssertAllowed("SampleJobStatus", table, events);
    }

    [Fact]
    public async Task Settle()
    {
        (JobApp app, _, RecordedTable table, RoleEvents events) = Function();
        JsonObject record = new()
        {
            ["requestContext"] = new JsonObject { ["requestId"] = "r", ["condition"] = "RetriesExhausted" },
            ["requestPayload"] = JsonNode.Parse(await StartAsync()),
        };

        await app.SettleAsync(Encoding.UTF8.GetBytes(record.ToJsonString()), Invocation("settle"), new ArrayBufferWriter<byte>());

        AssertAllowed("SampleJobSettle", table, events);
    }

    private static Invocation Invocation(string id) => new() { RequestId = id, Deadline = DateTimeOffset.UtcNow.AddMinutes(5) };

    private static string IdOf(byte[] started) => JsonNode.Parse(started)!["id"]!.ToString();

    private static byte[] Http(string method, string path, string? prefer = null) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["version"] = "2.0",
        ["rawPath"] = path,
        ["headers"] = prefer is null ? [] : new JsonObject { ["prefer"] = prefer },
        ["requestContext"] = new JsonObject { ["stage"] = "$default", ["requestId"] = "r", ["http"] = new JsonObject { ["method"] = method, ["path"] = path } },
    }.ToJsonString());

    private static async Task<int> RequestAsync(Func<IBufferWriter<byte>, ValueTask> call)
    {
        ArrayBufferWriter<byte> reply = new();
        await call(reply);
        return JsonNode.Parse(reply.WrittenSpan)!["statusCode"]!.GetValue<int>();
    }

    // What the template says of a function against what the function did.
    private static void AssertAllowed(string function, RecordedTable table, RoleEvents events)
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job("roles", "/roles", "\"hasState\":true")]);
        JsonObject[] statements = [.. bench.Properties(function)["Policies"]![0]!["Statement"]!.AsArray().Select(statement => statement!.AsObject())];
        if (bench.Resources[function + "Continue"] is { } policy)
            statements = [.. statements, policy["Properties"]!["PolicyDocument"]!["Statement"]![0]!.AsObject()];

        Assert.Equal(table.Actions, Actions("AsyncJobsTable"));
        Assert.Equal(events.Workers.Keys.Select(_ => "lambda:InvokeFunction"), Actions("SampleRolesWorker"));

        IEnumerable<string> Actions(string resource) => statements
            .Where(statement => statement["Resource"]!["Fn::GetAtt"]![0]!.ToString() == resource)
            .SelectMany(statement => statement["Action"]!.AsArray().Select(action => action!.ToString()))
            .Order(StringComparer.Ordinal);
    }

    private (JobApp App, RoleJob Job, RecordedTable Table, RoleEvents Events) Function()
    {
        RecordedTable table = new();
        RoleEvents events = new();
        RoleJob job = new();
        JobApp app = new([job]);
        IAmazonDynamoDB client = dynamoDb.CreateClient(config => config.HttpClientFactory = table);
        _clients.Add(client);
        app.Use(new JobPlatform(new DynamoDbJobStore(client, _table), events) { CancelPollInterval = TimeSpan.FromMilliseconds(20), Log = JobLog.None });
        return (app, job, table, events);
    }

    // By a function of its own, whose requests nobody notes.
    private async Task<byte[]> StartAsync()
    {
        (JobApp app, RoleJob job, _, RoleEvents events) = Function();
        Assert.Equal(202, await RequestAsync(reply => app.AcceptAsync(job, Http("POST", "/roles"), Invocation("start"), reply)));
        Assert.True(events.Sent.TryDequeue(out byte[]? started));
        return started;
    }
}
