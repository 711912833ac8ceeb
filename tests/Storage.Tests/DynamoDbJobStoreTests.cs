using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Aws;
using AsyncJobs.Lifecycle;
using AsyncJobs.Tests;
using Xunit;
using static AsyncJobs.Storage.Tests.Sample;

namespace AsyncJobs.Storage.Tests;

public class DynamoDbJobStoreTests(DynamoDbLocal dynamoDb) : JobStoreContract
{
    private readonly RecordingHttp _http = new();
    private IAmazonDynamoDB _client = null!;
    private IDynamoDbCalls _calls = null!;
    private string _table = "";

    protected override async ValueTask<IJobStore> OpenStoreAsync()
    {
        _client = dynamoDb.CreateClient(config => config.HttpClientFactory = _http);
        _table = await dynamoDb.CreateTableAsync(Token);
        _calls = OpenCalls(_client, dynamoDb.Endpoint, _http);
        return new DynamoDbJobStore(_calls, _table);
    }

    private protected virtual IDynamoDbCalls OpenCalls(IAmazonDynamoDB client, string endpoint, RecordingHttp http) => new SdkDynamoDb(client);

    protected override int LifeCount => 100;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _client?.Dispose();
    }

    [Fact]
    public async Task The_life_of_a_job_costs_three_writes_and_a_look_at_it_one_read()
    {
        JobRecord record = Pending();

        await Store.CreateAsync(record, Noon, Token);
        await Store.ApplyAsync(record.Id, Claim("a"), Noon, Token);
        await Store.ApplyAsync(record.Id, Succeed("a"), Noon, Token);
        await Store.GetAsync(record.Id, Token);

        Assert.Equal(["PutItem", "UpdateItem", "UpdateItem", "GetItem"], _http.Operations);
    }

    [Fact]
    public async Task A_refused_write_is_one_request_too()
    {
        string id = await RunningAsync("a");
        _http.Clear();

        await Store.CreateAsync(Pending(id), Noon, Token);
        await Store.ApplyAsync(id, Claim("b", "req-2"), Noon, Token);
        await Store.ApplyAsync("nobody", Claim("b"), Noon, Token);
        await Store.DeleteUndispatchedAsync(id, Token);

        Assert.Equal(["PutItem", "UpdateItem", "UpdateItem", "DeleteItem"], _http.Operations);
    }

    [Fact]
    public async Task A_claim_that_takes_over_a_lost_job_is_refused_once_and_then_knows_what_was_lost()
    {
        string id = await RunningAsync("a");
        _http.Clear();

        JobTransitionResult taken = await Store.ApplyAsync(id, Claim("b", "req-2", 180), Noon.AddMinutes(2), Token);

        Assert.Equal(["UpdateItem", "UpdateItem"], _http.Operations);
        Assert.Equal((true, 2, JobAttemptStatus.Lost), (taken.Applied, taken.Record!.Attempt, Assert.Single(taken.Record.History.Attempts).Status));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_take_over_whose_answer_was_lost_counts_as_done_and_the_history_has_it_once(int lostAnswer)
    {
        string id = await RunningAsync("a");
        _http.LoseAnswer(lostAnswer);

        JobTransitionResult taken = await Store.ApplyAsync(id, Claim("b", "req-2", 180), Noon.AddMinutes(2), Token);

        Assert.Equal((true, "b", 2), (taken.Applied, taken.Record!.Lease!.Token, taken.Record.Attempt));
        Assert.Single((await Store.GetAsync(id, Token))!.History.Attempts);
    }

    [Fact]
    public async Task A_worker_that_gives_its_job_back_while_it_is_taken_for_lost_is_not_lost()
    {
        string id = await RunningAsync("a");
        JobRecord claimed = (await Store.GetAsync(id, Token))!;
        JobHistory history = claimed.History.With(JobAttempt.Of(claimed).Failed(Error, Noon.AddMinutes(2)));
        _http.BeforeNextAnswer(async () => await Store.ApplyAsync(id, new JobTransition.Release("a", Error) { History = history }, Noon, Token));

        JobTransitionResult claim = await Store.ApplyAsync(id, Claim("b", "req-2", 180), Noon.AddMinutes(2), Token);

        Assert.Equal((true, 2), (claim.Applied, claim.Record!.Attempt));
        Assert.Equal(history, claim.Record.History);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_claim_does_not_take_over_what_is_to_stop_or_has_another_worker_by_then(bool isToStop)
    {
        string id = await RunningAsync("a");
        JobTransition step = isToStop ? new JobTransition.RequestCancel() : Claim("c", "req-3", 240);
        _http.BeforeNextAnswer(async () => Assert.True((await Store.ApplyAsync(id, step, Noon.AddMinutes(2), Token)).Applied));

        JobTransitionResult refused = await Store.ApplyAsync(id, Claim("b", "req-2", 180), Noon.AddMinutes(2), Token);

        Assert.Equal((false, isToStop ? "a" : "c"), (refused.Applied, refused.Record!.Lease!.Token));
        Assert.Equal(isToStop ? 0 : 1, refused.Record.History.Attempts.Count);
    }

    [Fact]
    public async Task A_job_that_succeeds_at_once_has_the_attributes_and_the_size_that_it_had_without_a_history()
    {
        JobRecord record = Pending(JobId.New());
        await Store.CreateAsync(record, Noon, Token);
        await Store.ApplyAsync(record.Id, Claim(LeaseToken.New(Noon)), Noon, Token);
        string[] running = [.. (await ItemAsync(record.Id)).Keys.Order(StringComparer.Ordinal)];
        await Store.ApplyAsync(record.Id, Succeed((await Store.GetAsync(record.Id, Token))!.Lease!.Token), Noon, Token);
        Dictionary<string, AttributeValue> item = await ItemAsync(record.Id);

        string[] claimed =
        [
            "attempt", "createdAt", "expiresAt", "id", "job", "leaseRequestId", "leaseRetryFrom", "leaseToken", "leaseUntil", "nonce", "startedAt", "status",
        ];
        Assert.Equal(claimed, running);
        Assert.Equal(claimed.Append("finishedAt").Append("result").Order(StringComparer.Ordinal), item.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(26, item["leaseToken"].S.Length);
    }

    [Fact]
    public async Task Reads_are_strongly_consistent()
    {
        await Store.GetAsync("nobody", Token);

        Assert.Contains("\"ConsistentRead\":true", Assert.Single(_http.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_result_does_not_travel_back_from_the_write_that_brings_it()
    {
        string id = await RunningAsync("a");
        _http.Clear();

        await Store.ApplyAsync(id, Succeed("a"), Noon, Token);

        Assert.Contains("\"ReturnValues\":\"NONE\"", Assert.Single(_http.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_create_whose_answer_was_lost_counts_as_done()
    {
        JobRecord record = Pending();
        _http.LoseNextAnswer();

        Assert.Null(await Store.CreateAsync(record, Noon, Token));

        Assert.Equal(["PutItem", "PutItem"], _http.Operations);
    }

    [Fact]
    public async Task A_create_whose_answer_was_lost_does_not_take_the_same_record_of_another_for_its_own()
    {
        JobRecord record = Pending();
        await Store.CreateAsync(record, Noon, Token);
        _http.LoseNextAnswer();

        RecordAssert.Equal(record, await Store.CreateAsync(record, Noon, Token));
    }

    [Fact]
    public async Task A_life_in_which_every_answer_is_lost_once_is_lived_once()
    {
        JobRecord record = Pending();
        await Store.CreateAsync(record, Noon, Token);

        foreach (JobTransition step in (JobTransition[])[Claim("a"), new JobTransition.Release("a", Error), Claim("b"), Succeed("b")])
        {
            _http.LoseNextAnswer();
            Assert.True((await Store.ApplyAsync(record.Id, step, Noon, Token)).Applied);
        }

        JobRecord? finished = await Store.GetAsync(record.Id, Token);
        Assert.Equal((JobStatus.Succeeded, 2), (finished!.Status, finished.Attempt));
        Assert.Equal(8, _http.Operations.Count(operation => operation == "UpdateItem"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_removal_whose_answer_was_lost_counts_as_done_and_leaves_no_attribute_of_any_version(bool leavesStub)
    {
        JobRecord ended = Pending() with { Status = JobStatus.Succeeded, FinishedAt = Noon, Owner = "anna" };
        await Store.CreateAsync(ended, Noon, Token);
        await _client.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = _table,
                Key = new() { ["id"] = new() { S = ended.Id } },
                UpdateExpression = "SET newer = :n",
                ExpressionAttributeValues = new() { [":n"] = new() { S = "personal" } },
            },
            Token);
        JobRecord? stub = leavesStub ? Pending(ended.Id) with { Status = JobStatus.Succeeded, PurgedAt = Noon } : null;
        _http.LoseNextAnswer();

        Assert.Null(await Store.RemoveFinishedAsync(ended, stub, Noon, Token));

        string[] left = leavesStub ? ["attempt", "createdAt", "expiresAt", "id", "job", "nonce", "purgedAt", "status"] : [];
        Assert.Equal(left, (await ItemAsync(ended.Id) ?? []).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_null_is_absent_from_the_item_and_times_are_numbers()
    {
        JobRecord record = Pending();
        await Store.CreateAsync(record, Noon, Token);

        Dictionary<string, AttributeValue> item = await ItemAsync(record.Id);

        Assert.Equal(["attempt", "createdAt", "expiresAt", "id", "job", "nonce", "status"], item.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("PENDING", item["status"].S);
        Assert.Equal(Noon.ToUnixTimeMilliseconds().ToString(), item["createdAt"].N);
        Assert.Equal(NextDay.ToUnixTimeSeconds().ToString(), item["expiresAt"].N);
    }

    [Fact]
    public async Task Expiry_within_a_second_is_kept_as_the_next_whole_second()
    {
        JobRecord record = Pending() with { ExpiresAt = NextDay.AddMilliseconds(1) };
        await Store.CreateAsync(record, Noon, Token);

        Assert.Equal(NextDay.AddSeconds(1), (await Store.GetAsync(record.Id, Token))!.ExpiresAt);
        Assert.NotNull(await Store.CreateAsync(record, NextDay.AddMilliseconds(999), Token));
        Assert.Null(await Store.CreateAsync(record, NextDay.AddSeconds(1), Token));
    }

    [Fact]
    public async Task A_missing_table_is_named_with_its_remedy_by_every_call()
    {
        var store = new DynamoDbJobStore(_calls, "no-such-table");
        Func<Task>[] calls =
        [
            async () => await store.CreateAsync(Pending(), Noon, Token),
            async () => await store.GetAsync("x", Token),
            async () => await store.ApplyAsync("x", Claim("a"), Noon, Token),
            async () => await store.DeleteUndispatchedAsync("x", Token),
            async () => await store.RemoveFinishedAsync(Pending(), null, Noon, Token),
            async () => await store.RemoveFinishedAsync(Pending(), Pending() with { PurgedAt = Noon }, Noon, Token),
        ];

        foreach (Func<Task> call in calls)
        {
            JobStoreException error = await Assert.ThrowsAsync<JobStoreException>(call);
            Assert.Contains("'no-such-table'", error.Message, StringComparison.Ordinal);
            Assert.Contains("CloudFormation", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_call_that_is_cancelled_stops()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.GetAsync("x", cancelled.Token));
    }

    [Fact]
    public async Task The_table_is_made_once_by_many_and_expires_items()
    {
        const string Table = "made-by-many";

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => DynamoDbTable.EnsureExistsAsync(_client, Table, Token)));
        await DynamoDbTable.EnsureExistsAsync(_client, Table, Token);

        DescribeTimeToLiveResponse ttl = await _client.DescribeTimeToLiveAsync(new DescribeTimeToLiveRequest { TableName = Table }, Token);
        Assert.Equal("expiresAt", ttl.TimeToLiveDescription.AttributeName);
        Assert.Equal(TimeToLiveStatus.ENABLED, ttl.TimeToLiveDescription.TimeToLiveStatus);
    }

    private async Task<Dictionary<string, AttributeValue>> ItemAsync(string id) =>
        (await _client.GetItemAsync(_table, new() { ["id"] = new() { S = id } }, true, Token)).Item;
}
