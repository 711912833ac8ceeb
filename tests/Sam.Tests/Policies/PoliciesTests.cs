using System.Text.Json.Nodes;
using AsyncJobs.Binding;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Storage;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Sam.Tests.Policies;

/// <summary>What each function is allowed is what it does, at a real DynamoDB: nothing is missing and nothing is too much.</summary>
public sealed class PoliciesTests(DynamoDbLocal dynamoDb) : IAsyncLifetime
{
    // What Lambda needs for itself: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    private static readonly string[] s_polling = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"];

    private RoleBench? _roles;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RoleBench Roles => _roles!;

    public async ValueTask InitializeAsync() => _roles = new RoleBench(dynamoDb, await dynamoDb.CreateTableAsync(DynamoDbTableIndexes.ByOwner | DynamoDbTableIndexes.ByTime, Token));

    public ValueTask DisposeAsync()
    {
        _roles?.Dispose();
        return default;
    }

    [Fact]
    public async Task Accept()
    {
        RoleFunction accept = Roles.Function();

        Assert.Equal(202, await accept.AcceptAsync());
        Assert.Equal(202, await accept.AcceptAsync(null, ("prefer", "wait=1")));
        Assert.Equal(202, await accept.AcceptAsync(null, ("idempotency-key", "k")));
        Assert.Equal(202, await accept.AcceptAsync(null, ("idempotency-key", "k")));
        accept.Events.Fails = true;
        Assert.Equal(503, await accept.AcceptAsync());

        AssertAllowed("SampleRolesAccept", accept);
    }

    [Fact]
    public async Task Work()
    {
        RoleFunction worker = Roles.Function();
        byte[] started = await Roles.StartAsync();
        worker.Job.Method = async context =>
        {
            await context.ReportProgressAsync(0.5);
            await context.SaveStateAsync(1);
            await Task.Delay(200, Token);
            await context.ContinueAsync(1);
            return "never";
        };
        await worker.WorkAsync(started);
        worker.Job.Method = context => context.Attempt == 1 ? throw new InvalidOperationException() : Task.FromResult("done");
        Assert.True(worker.Events.Sent.TryDequeue(out byte[]? next));
        await Assert.ThrowsAnyAsync<Exception>(() => worker.WorkAsync(next, "next"));
        await DeliverTwiceAsync(worker);

        AssertAllowed("SampleRolesWorker", worker);
    }

    [Fact]
    public async Task Work_that_starts_jobs()
    {
        RoleFunction worker = Roles.Function();
        worker.Job.Method = async _ =>
        {
            JobStartOptions keyed = new() { IdempotencyKey = "k" };
            await StartAsync(null);
            Assert.Equal((await StartAsync(keyed)).Id, (await StartAsync(keyed)).Id);
            worker.Events.Fails = true;
            await Assert.ThrowsAsync<JobDispatchException>(() => StartAsync(null));
            worker.Events.Fails = false;
            return "done";
        };
        await worker.WorkAsync(await Roles.StartAsync());
        await DeliverTwiceAsync(worker);

        AssertAllowed("\"starts\":[\"roles\"]", "SampleRolesWorker", worker);

        async Task<JobSnapshot<string>> StartAsync(JobStartOptions? options) => await worker.App.StartAsync(worker.Job, new ArgumentWriter(), options, Token);
    }

    [Fact]
    public async Task Status()
    {
        RoleFunction status = Roles.Function();
        string id = RoleFunction.IdOf(await Roles.StartAsync());

        Assert.Equal(200, await status.StatusAsync("GET", id));
        Assert.Equal(202, await status.StatusAsync("DELETE", id));
        Assert.Equal(200, await status.StatusAsync("GET", id, ("prefer", "wait=1")));

        AssertAllowed("SampleJobStatus", status);
    }

    [Fact]
    public async Task Status_where_callers_may_purge()
    {
        RoleFunction status = Roles.Function();
        string id = RoleFunction.IdOf(await Roles.StartAsync());
        string keyed = RoleFunction.IdOf(await Roles.StartAsync(null, ("idempotency-key", "k")));

        Assert.Equal(202, await status.StatusAsync("DELETE", id));
        Assert.Equal(202, await status.StatusAsync("DELETE", keyed));
        Assert.Equal(204, await status.StatusAsync("DELETE", id + "?purge"));
        Assert.Equal(204, await status.StatusAsync("DELETE", keyed + "?purge"));

        AssertAllowed("SampleJobStatus", status, "--purge", "true");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Status_of_jobs_that_can_be_run_again(bool allowsPurge)
    {
        string id = await FinishedAsync();
        RoleFunction status = Roles.Function(keepsInput: true);

        Assert.Equal(202, await status.RetryAsync(id));
        Assert.Equal(202, await status.RetryAsync(id));
        Assert.Equal(202, await status.StatusAsync("DELETE", RoleFunction.IdOf(status.Events.Sent.First())));

        // Of the actions of a start the status function needs one to take a job back, or to remove it for good.
        Assert.Equal(204, await status.StatusAsync("DELETE", id + "?purge"));

        AssertAllowed("\"keepsInput\":true", "SampleJobStatus", status, allowsPurge ? ["--purge", "true"] : []);
    }

    [Fact]
    public async Task Accept_of_jobs_that_can_be_run_again()
    {
        RoleFunction accept = Roles.Function(keepsInput: true);
        Assert.Equal(202, await accept.AcceptAsync());
        Assert.Equal(202, await accept.AcceptAsync(null, ("idempotency-key", "k")));
        Assert.Equal(202, await accept.AcceptAsync(null, ("prefer", "wait=1")));
        Assert.Equal(202, await accept.AcceptAsync(null, ("idempotency-key", "k")));
        accept.Events.Fails = true;
        Assert.Equal(503, await accept.AcceptAsync());

        AssertAllowed("\"keepsInput\":true", "SampleRolesAccept", accept);
    }

    private async Task<string> FinishedAsync()
    {
        RoleFunction accept = Roles.Function(keepsInput: true);
        byte[] started = await RoleBench.StartAsync(accept);
        await accept.WorkAsync(started);
        return RoleFunction.IdOf(started);
    }

    [Fact]
    public async Task Status_where_callers_may_list()
    {
        RoleFunction status = Roles.Function();
        string id = RoleFunction.IdOf(await Roles.StartAsync());

        Assert.Equal(200, await status.StatusAsync("GET", id));
        Assert.Equal(202, await status.StatusAsync("DELETE", id));
        Assert.Equal(200, await status.ListAsync("?pageSize=1"));
        Assert.Equal(200, await status.ListAsync("?status=CANCELLED&job=roles"));

        AssertAllowed("SampleJobStatus", status, "--list", "true");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_function_for_all_requests(bool allowsMore)
    {
        RoleFunction http = Roles.Function(keepsInput: allowsMore) with { AnswersAll = true };

        Assert.Equal(202, await http.AcceptAsync());
        Assert.Equal(202, await http.AcceptAsync(null, ("idempotency-key", "k")));
        Assert.Equal(202, await http.AcceptAsync(null, ("idempotency-key", "k")));
        string id = RoleFunction.IdOf(http.Events.Sent.First());
        Assert.Equal(200, await http.StatusAsync("GET", id, ("prefer", "wait=1")));
        Assert.Equal(202, await http.StatusAsync("DELETE", id));
        if (allowsMore)
        {
            Assert.Equal(200, await http.ListAsync("?pageSize=1"));
            Assert.Equal(202, await http.RetryAsync(id));
            Assert.Equal(204, await http.StatusAsync("DELETE", id + "?purge"));
        }

        http.Events.Fails = true;
        Assert.Equal(503, await http.AcceptAsync());

        AssertAllowed(allowsMore ? "\"keepsInput\":true" : "", "SampleJobHttp", http, allowsMore ? ["--purge", "true", "--list", "true"] : []);
    }

    [Fact]
    public async Task Status_that_sends_callbacks_again()
    {
        byte[] started = await Roles.StartAsync(null, ("x-callback-url", "https://localhost/done"));
        await Roles.Function().WorkAsync(started);
        RoleFunction status = Roles.Function();

        Assert.Equal(200, await status.StatusAsync("POST", RoleFunction.IdOf(started) + "/callback"));

        AssertAllowed("SampleJobStatus", status, "--callback-hosts", "localhost");
    }

    [Fact]
    public async Task Settle()
    {
        RoleFunction settle = Roles.Function();

        await settle.SettleAsync(RoleFunction.GivenUp(await Roles.StartAsync(), "r"));

        // A duplicate's chain ends while another delivery is at work on the job: it is looked at later, and then once more.
        byte[] started = await Roles.StartAsync();
        RoleFunction worker = Roles.Function();
        worker.Job.Method = async _ =>
        {
            await settle.SettleAsync(RoleFunction.GivenUp(started, "another"));
            return "done";
        };
        await worker.WorkAsync(started);
        Assert.True(settle.Queue.Sent.TryDequeue(out string? message));
        await settle.SettleAsync(RoleFunction.Message(message));

        AssertAllowed("SampleJobSettle", settle);
    }

    [Fact]
    public async Task Limits_for_owners_need_nothing_more()
    {
        RoleFunction accept = Roles.Function(mostUnfinished: 1);
        Assert.Equal(202, await accept.AcceptAsync(null, ("idempotency-key", "k")));
        Assert.Equal(429, await accept.AcceptAsync());
        Assert.True(accept.Events.Sent.TryDequeue(out byte[]? started));
        RoleFunction worker = Roles.Function(mostUnfinished: 1);
        await worker.WorkAsync(started);
        Assert.Equal(202, await accept.AcceptAsync());
        Assert.True(accept.Events.Sent.TryDequeue(out started));
        RoleFunction status = Roles.Function(mostUnfinished: 1);
        Assert.Equal(202, await status.StatusAsync("DELETE", RoleFunction.IdOf(started)));
        Assert.Equal(202, await accept.AcceptAsync());
        Assert.True(accept.Events.Sent.TryDequeue(out started));
        RoleFunction settle = Roles.Function(mostUnfinished: 1);
        await settle.SettleAsync(RoleFunction.GivenUp(started, "r"));
        accept.Events.Fails = true;
        Assert.Equal(503, await accept.AcceptAsync());

        Assert.All(
            [("SampleRolesAccept", accept), ("SampleRolesWorker", worker), ("SampleJobStatus", status), ("SampleJobSettle", settle)],
            role => Assert.Subset(TableActions(role.Item1), role.Item2.Table.Actions.ToHashSet()));

        static HashSet<string> TableActions(string id)
        {
            using Workbench bench = Workbench.PerJob();
            bench.Write([JobAssembly.Job("roles", "/roles")], "--max-unfinished", "1");
            return [.. bench.Properties(id)["Policies"]![0]!["Statement"]![0]!["Action"]!.AsArray().Select(action => action!.ToString())];
        }
    }

    // The second delivery finds the first one at work, and has settle look at the job later.
    private async Task DeliverTwiceAsync(RoleFunction worker)
    {
        byte[] started = await Roles.StartAsync();
        worker.Job.Method = async _ =>
        {
            await worker.WorkAsync(started);
            return "done";
        };
        await worker.WorkAsync(started);
    }

    // What the template says of a function against what the function did.
    private static void AssertAllowed(string id, RoleFunction function, params string[] options) => AssertAllowed("\"hasState\":true", id, function, options);

    private static void AssertAllowed(string job, string id, RoleFunction function, params string[] options)
    {
        using Workbench bench = id == "SampleJobHttp" ? new Workbench() : Workbench.PerJob();
        bench.Write([JobAssembly.Job("roles", "/roles", job)], options);
        JsonObject[] statements = [.. bench.Properties(id)["Policies"]![0]!["Statement"]!.AsArray().Select(statement => statement!.AsObject())];
        if (bench.Resources[id + "Continue"] is { } policy)
            statements = [.. statements, policy["Properties"]!["PolicyDocument"]!["Statement"]![0]!.AsObject()];

        IEnumerable<string> ofIndex = statements
            .Where(static statement => statement["Sid"]?.ToString() == "AsyncJobsList")
            .SelectMany(static statement => statement["Action"]!.AsArray().Select(static action => action!.ToString()));
        Assert.Equal(function.Table.Actions, Actions("AsyncJobsTable").Concat(ofIndex).Order(StringComparer.Ordinal));
        Assert.Equal(function.Queue.Actions.Concat(id == "SampleJobSettle" ? s_polling : []).Order(StringComparer.Ordinal), Actions("SampleJobQueue"));
        Assert.Equal(function.Events.Workers.Keys.Select(_ => "lambda:InvokeFunction"), Actions("SampleRolesWorker"));

        IEnumerable<string> Actions(string resource) => statements
            .Where(statement => statement["Resource"]!["Fn::GetAtt"]?[0]!.ToString() == resource)
            .SelectMany(statement => statement["Action"]!.AsArray().Select(action => action!.ToString()))
            .Order(StringComparer.Ordinal);
    }
}
