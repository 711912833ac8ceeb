using System.Text;
using System.Text.Json;
using AsyncJobs.Aws;
using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Dispatch;
using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Storage.Tests.Dispatch;
using AsyncJobs.Tests;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AsyncJobs.Storage.Tests.Throttling;

/// <summary>
/// DynamoDB and Invoke that throttle, fail and do not answer, over sockets and with the clients that a function on Lambda has. Time is the
/// test's: what has to happen before the budget is spent, or after, is told by where the clock stands and not by how quick the machine is.
/// </summary>
public class ThrottlingTests(DynamoDbLocal dynamoDb) : IAsyncLifetime
{
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_reserve = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new(Sample.Noon);
    private readonly ScriptedJob _job = new();
    private FaultyTable _table = null!;
    private FakeLambda _lambda = null!;
    private IDynamoDbCalls _client = null!;
    private LambdaDispatcher _dispatcher = null!;
    private JobApp _app = null!;
    private int _calls;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected virtual AwsClients Clients => SdkClients.Instance;

    public async ValueTask InitializeAsync()
    {
        string name = await dynamoDb.CreateTableAsync(Token);
        _table = await FaultyTable.StartAsync(dynamoDb.Endpoint);
        _lambda = await FakeLambda.StartAsync(Token);
        _client = Clients.OpenTable(Environment);
        _dispatcher = Clients.OpenDispatcher(Environment, static job => job);
        _app = new JobApp([_job]);
        _app.Use(new JobPlatform(new DynamoDbJobStore(_client, name), _dispatcher)
        {
            Time = _clock,
            CancelPollInterval = Timeout.InfiniteTimeSpan,
            Log = JobLog.None,
        });
        _job.Method = _ =>
        {
            _calls++;
            return Task.FromResult($"call {_calls}");
        };
    }

    public async ValueTask DisposeAsync()
    {
        _dispatcher.Dispose();
        _client.Dispose();
        await _lambda.DisposeAsync();
        await _table.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("ProvisionedThroughputExceededException")]
    [InlineData("ThrottlingException")]
    [InlineData("RequestLimitExceeded")]
    [InlineData("InternalServerError")]
    [InlineData(FaultyTable.RequestLost)]
    [InlineData(FaultyTable.AnswerLost)]
    public async Task What_the_table_refuses_is_tried_again_and_the_job_knows_nothing_of_it(string fault)
    {
        _table.Fault = (_, number) => number == 1 ? fault : null;

        string id = await StartAsync();
        await WorkAsync();

        JobRecord record = await RecordAsync(id);
        Assert.Equal((JobStatus.Succeeded, 1, 1), (record.Status, record.Attempt, _calls));
        Assert.Equal(["PutItem", "PutItem", "Claim", "Claim", "Finish", "Finish"], _table.Requests.Take(6));
    }

    [Theory]
    [InlineData(429, "TooManyRequestsException")]
    [InlineData(500, "ServiceException")]
    [InlineData(503, "ServiceUnavailable")]
    public async Task What_Lambda_refuses_is_tried_again_and_the_start_knows_nothing_of_it(int status, string type)
    {
        _lambda.Then(status, type, "{}");
        _lambda.Then(status, type, "{}");

        await StartAsync();

        Assert.Equal(3, _lambda.Calls.Count);
        Assert.DoesNotContain("DeleteItem", _table.Requests);
    }

    [Fact]
    public async Task A_start_gives_the_table_up_when_only_the_reserve_is_left()
    {
        _table.Fault = (kind, number) =>
        {
            // Between its second try and the answer to it the time that is not reserved has passed.
            if (kind == "PutItem" && number == 2)
                _clock.Advance(TimeSpan.FromSeconds(28.6));
            return kind == "PutItem" ? "ThrottlingException" : null;
        };

        int status = await AcceptAsync();

        Assert.Equal(503, status);
        Assert.Equal(2, _table.Count("PutItem"));
        Assert.Empty(_lambda.Calls);
    }

    [Fact]
    public async Task A_start_gives_Lambda_up_when_only_the_reserve_is_left_and_removes_the_record_with_it()
    {
        _lambda.Silent = true;
        Task<int> accepting = AcceptAsync();
        await _lambda.FirstCall.Task.WaitAsync(Token);

        _clock.Advance(TimeSpan.FromSeconds(28.6));

        Assert.Equal(503, await accepting);
        Assert.Single(_lambda.Calls);
        Assert.Equal(["PutItem", "DeleteItem"], _table.Requests);
    }

    [Fact]
    public async Task A_claim_is_given_up_when_only_the_reserve_is_left_and_the_method_does_not_run()
    {
        string id = await StartAsync();
        _table.Fault = (kind, number) =>
        {
            if (kind == "Claim" && number == 2)
                _clock.Advance(s_time - s_reserve);
            return kind == "Claim" ? "ThrottlingException" : null;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(WorkAsync);

        Assert.Equal((2, 0), (_table.Count("Claim"), _calls));
        Assert.Equal(JobStatus.Pending, (await RecordAsync(id)).Status);
    }

    [Fact]
    public async Task A_result_is_tried_into_the_reserve_then_the_invocation_fails_and_the_platforms_retry_runs_the_method()
    {
        string id = await StartAsync();
        _table.Fault = (kind, number) =>
        {
            // With the first try the time of the method ends; those after it are the reserve's.
            if (kind == "Finish" && number == 1)
                _clock.Advance(s_time - s_reserve);
            return kind == "Finish" ? "ProvisionedThroughputExceededException" : null;
        };

        Task work = WorkAsync();
        while (!work.IsCompleted)
        {
            // Slowly at first, so that there is a second try whatever the store waits for before it.
            _clock.Advance(s_reserve / (_table.Count("Finish") > 1 ? 50 : 1000));
            await Task.Delay(5, Token);
        }

        await Assert.ThrowsAnyAsync<Exception>(() => work);
        Assert.True(_table.Count("Finish") > 1);
        Assert.Equal((JobStatus.Running, 1), ((await RecordAsync(id)).Status, _calls));

        _table.Fault = (_, _) => null;
        await WorkAsync();
        Assert.Equal((JobStatus.Succeeded, 2, 2), ((await RecordAsync(id)).Status, (await RecordAsync(id)).Attempt, _calls));
    }

    [Fact]
    public async Task A_result_that_is_there_although_nobody_was_told_so_is_not_worked_for_again()
    {
        string id = await StartAsync();
        _table.Fault = (kind, number) =>
        {
            if (kind != "Finish")
                return null;
            if (number > 1)
                _clock.Advance(s_time / 2);
            return number == 1 ? FaultyTable.AnswerLost : "ThrottlingException";
        };

        await Assert.ThrowsAnyAsync<Exception>(WorkAsync);
        _table.Fault = (_, _) => null;
        await WorkAsync();

        JobRecord record = await RecordAsync(id);
        Assert.Equal((JobStatus.Succeeded, 1, 1), (record.Status, record.Attempt, _calls));
        Assert.Equal("\"call 1\"", Encoding.UTF8.GetString(record.Result.Span));
    }

    [Fact]
    public async Task A_continuation_that_Lambda_does_not_take_fails_the_invocation_and_its_retry_sends_it()
    {
        string id = await StartAsync();
        _job.Method = async job =>
        {
            _calls++;
            if (job.Continuation == 0)
                await job.ContinueAsync(1);
            return "done";
        };
        for (int i = 0; i < 20; i++)
            _lambda.Then(429, "TooManyRequestsException", "{}");
        Task work = WorkAsync();
        while (_lambda.Calls.Count < 5 && !work.IsCompleted)
            await Task.Delay(5, Token);
        _clock.Advance(s_time);

        // The worker may have looked at the clock just before, and begin to wait for the next try just after.
        while (!work.IsCompleted)
        {
            _clock.Advance(s_reserve / 50);
            await Task.Delay(5, Token);
        }

        await Assert.ThrowsAnyAsync<Exception>(() => work);
        _lambda.Recover();
        Assert.Equal((JobStatus.Pending, true), ((await RecordAsync(id)).Status, (await RecordAsync(id)).IsContinued));

        await WorkAsync(_lambda.Calls.First().Body);
        Assert.Equal(1, _calls);
        await WorkAsync(_lambda.Calls.Last().Body, "request-2");
        Assert.Equal((JobStatus.Succeeded, 2), ((await RecordAsync(id)).Status, _calls));
    }

    private string? Environment(string name) => name switch
    {
        "AWS_ENDPOINT_URL_DYNAMODB" => _table.Url,
        "AWS_ENDPOINT_URL_LAMBDA" => _lambda.Url,
        "AWS_REGION" => "eu-central-1",
        "AWS_ACCESS_KEY_ID" or "AWS_SECRET_ACCESS_KEY" => "local",
        _ => null,
    };

    private async Task<string> StartAsync() => (await _app.StartAsync(_job, new ArgumentWriter(), null, Token)).Id;

    private async Task<int> AcceptAsync()
    {
        using PooledBuffer reply = new();
        byte[] payload = """
            {"version":"2.0","rawPath":"/scripted","headers":{},
             "requestContext":{"domainName":"x.lambda-url.us-east-1.on.aws","requestId":"accept","http":{"method":"POST","path":"/scripted"}}}
            """u8.ToArray();
        await _app.AcceptAsync(_job, payload, new Invocation { RequestId = "accept", Deadline = _clock.GetUtcNow() + TimeSpan.FromSeconds(29) }, reply);
        using JsonDocument document = JsonDocument.Parse(reply.WrittenMemory);
        return document.RootElement.GetProperty("statusCode").GetInt32();
    }

    private Task WorkAsync() => WorkAsync(_lambda.Calls.First().Body);

    private async Task WorkAsync(ReadOnlyMemory<byte> payload, string requestId = "request-1")
    {
        using PooledBuffer reply = new();
        await _app.WorkAsync(_job, payload, new Invocation { RequestId = requestId, Deadline = _clock.GetUtcNow() + s_time }, reply);
    }

    private async Task<JobRecord> RecordAsync(string id) => (await _app.Platform.Store.GetAsync(id, Token))!;
}
