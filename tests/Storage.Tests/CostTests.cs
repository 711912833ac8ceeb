using System.Security.Cryptography;
using Amazon.DynamoDBv2;
using AsyncJobs.Aws;
using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Logging;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Storage.Tests;

/// <summary>What a job costs at the wire: requests and capacity units, as DynamoDB itself counts them, and events.</summary>
public class CostTests(DynamoDbLocal dynamoDb) : IAsyncLifetime
{
    private readonly CountingHttp _http = new();
    private readonly ScriptedJob _job = new();
    private readonly QueuedEvents _events = new();
    private IAmazonDynamoDB _client = null!;
    private IDynamoDbCalls _calls = null!;
    private JobApp _app = null!;
    private string _table = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // An index costs what is written into it, so a job that is in none costs what it costs in a table without one.
        _table = await dynamoDb.CreateTableAsync(DynamoDbTableIndexes.ByOwner | DynamoDbTableIndexes.ByTime, Token);
        _client = dynamoDb.CreateClient(config => config.HttpClientFactory = _http);
        _calls = OpenCalls(_client, dynamoDb.Endpoint, _http);
        _app = new JobApp([_job]);
        _app.Use(new JobPlatform(new DynamoDbJobStore(_calls, _table), _events)
        {
            CancelPollInterval = Timeout.InfiniteTimeSpan,
            Log = JobLog.None,
            Payloads = new InMemoryPayloadStore(),
        });
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        GC.SuppressFinalize(this);
        return default;
    }

    private protected virtual IDynamoDbCalls OpenCalls(IAmazonDynamoDB client, string endpoint, CountingHttp http) => new SdkDynamoDb(client);

    [Fact]
    public async Task A_job_that_goes_well_costs_three_writes_of_one_unit_one_event_and_a_poll_one_read()
    {
        string id = await StartAsync();
        await DeliverAsync(0);
        Assert.Equal("done", (await _app.GetAsync(_job, id, Token))!.Result);

        Assert.Equal(["PutItem 1", "UpdateItem 1", "UpdateItem 1", "GetItem 1"], Bill);
        Assert.Equal(1, _events.Count);
    }

    [Fact]
    public async Task An_idempotency_key_costs_nothing_and_a_repeat_one_write()
    {
        JobStartOptions options = new() { IdempotencyKey = "order-4711", Owner = "jwt:|anna" };
        await StartAsync(options);
        await DeliverAsync(0);
        Assert.Equal(["PutItem 1", "UpdateItem 1", "UpdateItem 1"], Bill);

        await StartAsync(options);

        Assert.Equal(["PutItem 1", "UpdateItem 1", "UpdateItem 1", "PutItem 0"], Bill);
        Assert.Equal(1, _events.Count);
    }

    [Fact]
    public async Task A_duplicate_costs_one_write_that_is_refused()
    {
        await StartAsync();
        await DeliverAsync(0);

        await DeliverAsync(0);

        Assert.Equal(["PutItem 1", "UpdateItem 1", "UpdateItem 1", "UpdateItem 0"], Bill);
    }

    [Fact]
    public async Task An_attempt_that_fails_costs_two_writes()
    {
        await StartAsync();
        _job.Method = job => job.Attempt == 1 ? throw new InvalidOperationException() : Task.FromResult("done");

        await Assert.ThrowsAsync<JobAttemptFailedException>(() => DeliverAsync(0));
        await DeliverAsync(0);

        Assert.Equal(["PutItem 1", "UpdateItem 1", "UpdateItem 1", "UpdateItem 1", "UpdateItem 1"], Bill);
    }

    [Fact]
    public async Task A_continuation_costs_two_writes_and_one_event()
    {
        await StartAsync();
        _job.Method = async job =>
        {
            if (job.Continuation == 0)
                await job.ContinueAsync(1);
            return "done";
        };

        await DeliverAsync(0);
        await DeliverAsync(1);

        Assert.Equal(["PutItem 1", "UpdateItem 1", "UpdateItem 1", "UpdateItem 1", "UpdateItem 1"], Bill);
        Assert.Equal(2, _events.Count);
    }

    [Fact]
    public async Task An_attempt_that_takes_over_from_a_worker_that_vanished_costs_one_refused_write_more()
    {
        string id = await StartAsync();
        IJobStore store = new DynamoDbJobStore(_calls, _table);
        DateTimeOffset before = DateTimeOffset.UtcNow.AddHours(-1);
        await store.ApplyAsync(id, new Lifecycle.JobTransition.Claim(new("gone", "gone", before, before), 3), before, Token);

        await DeliverAsync(0);

        Assert.Equal(["PutItem 1", "UpdateItem 1", "UpdateItem 0", "UpdateItem 1", "UpdateItem 1"], Bill);
    }

    [Fact]
    public async Task A_job_that_goes_on_again_and_again_is_paid_for_with_one_unit_more_by_the_write_at_most()
    {
        const int Continuations = 40;
        string id = await StartAsync();
        _job.Method = async job =>
        {
            if (job.Continuation < Continuations)
                await job.ContinueAsync(job.Continuation);
            return "done";
        };

        for (int i = 0; i <= Continuations; i++)
            await DeliverAsync(i, Guid.NewGuid().ToString());

        Lifecycle.JobRecord record = (await new DynamoDbJobStore(_calls, _table).GetAsync(id, Token))!;
        Assert.Equal((JobStatus.Succeeded, 10, 30), (record.Status, record.History.Attempts.Count, record.History.LeftOut));
        Assert.All(Paid.SkipLast(1), static cost => Assert.InRange(cost.Units, 1, 2));
    }

    [Fact]
    public async Task A_large_result_is_paid_for_as_what_it_is_compressed()
    {
        string id = await StartAsync();
        string result = string.Concat(Enumerable.Repeat("The quick brown fox jumps over the lazy dog. ", 10_000));
        _job.Method = _ => Task.FromResult(result);

        await DeliverAsync(0);
        Assert.Equal(result, (await _app.GetAsync(_job, id, Token))!.Result);

        Assert.Equal(["PutItem", "UpdateItem", "UpdateItem", "GetItem"], _http.Costs.Select(cost => cost.Operation));
        Assert.InRange(_http.Costs[2].Units, 1, 4);
        Assert.Equal(1, _http.Costs[3].Units);
    }

    [Fact]
    public async Task A_result_in_the_payload_store_costs_the_table_what_a_small_one_does()
    {
        string id = await StartAsync();
        string result = RandomNumberGenerator.GetHexString(2_000_000);
        _job.Method = _ => Task.FromResult(result);

        await DeliverAsync(0);
        Assert.Equal(result, (await _app.GetAsync(_job, id, Token))!.Result);

        Assert.Equal(["PutItem 1", "UpdateItem 1", "UpdateItem 1", "GetItem 1"], Bill);
    }

    [Theory]
    [InlineData(null, "DeleteItem 1")]
    [InlineData("order-4711", "PutItem 1")]
    public async Task A_purge_costs_one_read_and_one_write(string? key, string write)
    {
        string id = await StartAsync(new JobStartOptions { IdempotencyKey = key });
        await DeliverAsync(0);

        Assert.Equal(JobPurgeOutcome.Purged, await _app.PurgeAsync(id, Token));

        Assert.Equal(["GetItem 1", write], Bill.Skip(3));
    }

    [Fact]
    public async Task A_job_that_keeps_its_input_costs_one_write_more_and_running_it_again_two_reads_more()
    {
        ScriptedJob job = new() { KeepInput = true };
        JobApp app = new([job]);
        app.Use(new JobPlatform(new DynamoDbJobStore(_calls, _table), _events) { CancelPollInterval = Timeout.InfiniteTimeSpan, Log = JobLog.None });
        string id = (await app.StartAsync(job, new ArgumentWriter(), null, Token)).Id;
        await DeliverAsync(app, 0, job);
        Assert.Equal(["PutItem 1", "PutItem 1", "UpdateItem 1", "UpdateItem 1"], Bill);

        string again = (await app.RetryAsync(id, cancellationToken: Token)).Id!;
        Assert.Equal(["GetItem 1", "GetItem 1", "PutItem 1", "PutItem 1"], Bill.Skip(4));
        await DeliverAsync(app, 1, job);

        Assert.Equal(JobPurgeOutcome.Purged, await app.PurgeAsync(id, Token));
        Assert.Equal(["UpdateItem 1", "UpdateItem 1", "GetItem 1", "DeleteItem 1", "DeleteItem 1"], Bill.Skip(8));
        Assert.Equal(id, (await app.GetAsync(job, again, Token))!.RetryOf);
    }

    [Theory]
    [InlineData(10, 0, null, "GetItem 1,UpdateItem 1,PutItem 1,UpdateItem 1,UpdateItem 1,UpdateItem 1")]
    [InlineData(0, 10, null, "GetItem 1,UpdateItem 1,PutItem 1,UpdateItem 1,UpdateItem 1")]
    [InlineData(10, 10, null, "GetItem 1,UpdateItem 1,PutItem 1,UpdateItem 1,UpdateItem 1,UpdateItem 1")]
    [InlineData(10, 10, "order-4711", "GetItem 1,GetItem 1,UpdateItem 1,PutItem 1,UpdateItem 1,UpdateItem 1,UpdateItem 1")]
    public async Task A_limit_costs_a_read_and_a_write_at_the_start_and_one_of_unfinished_jobs_a_write_at_the_end(
        int mostUnfinished, int mostStarts, string? key, string expected)
    {
        JobApp app = Limited(mostUnfinished, mostStarts);

        await app.StartAsync(_job, new ArgumentWriter(), new JobStartOptions { Owner = "jwt:|anna", IdempotencyKey = key }, Token);
        await DeliverAsync(app, 0);

        Assert.Equal(expected, string.Join(',', Bill));
    }

    [Fact]
    public async Task A_start_that_is_refused_costs_one_read()
    {
        JobApp app = Limited(1, 0);
        await app.StartAsync(_job, new ArgumentWriter(), new JobStartOptions { Owner = "jwt:|anna" }, Token);

        await Assert.ThrowsAsync<JobLimitException>(async () => await app.StartAsync(_job, new ArgumentWriter(), new JobStartOptions { Owner = "jwt:|anna" }, Token));

        Assert.Equal(["GetItem 1"], Bill.Skip(3));
    }

    // Some 35 bytes each: 25 fit into a unit of a write, 110 into one of a read.
    [Theory]
    [InlineData(25, 1, 1)]
    [InlineData(30, 2, 1)]
    [InlineData(130, 5, 2)]
    public async Task Many_unfinished_jobs_are_paid_for_by_the_KB(int unfinished, double write, double read)
    {
        JobApp app = Limited(200, 0);
        for (int i = 0; i < unfinished; i++)
            await app.StartAsync(_job, new ArgumentWriter(), new JobStartOptions { Owner = "jwt:|anna" }, Token);

        await app.StartAsync(_job, new ArgumentWriter(), new JobStartOptions { Owner = "jwt:|anna" }, Token);

        Assert.Equal([("GetItem", read), ("UpdateItem", write), ("PutItem", 1)], _http.Costs.TakeLast(3).Select(static cost => (cost.Operation, cost.Units)));
    }

    [Fact]
    public async Task A_job_without_an_owner_costs_what_it_costs_without_limits()
    {
        JobApp app = Limited(1, 1);

        await app.StartAsync(_job, new ArgumentWriter(), null, Token);
        await DeliverAsync(app, 0);

        Assert.Equal(["PutItem 1", "UpdateItem 1", "UpdateItem 1"], Bill);
    }

    [Theory]
    [InlineData(true, false, "jwt:|anna", 2)]
    [InlineData(true, false, null, 1)]
    [InlineData(false, true, "jwt:|anna", 2)]
    [InlineData(false, true, null, 2)]
    [InlineData(true, true, "jwt:|anna", 3)]
    [InlineData(false, false, "jwt:|anna", 1)]
    public async Task A_list_costs_a_unit_at_the_start_of_each_job_that_is_in_it_and_nothing_later(
        bool allowsList, bool listsAll, string? owner, double start)
    {
        JobApp app = Listed(allowsList, listsAll);

        await app.StartAsync(_job, new ArgumentWriter(), new JobStartOptions { Owner = owner }, Token);
        await DeliverAsync(app, 0);

        Assert.Equal([("PutItem", start), ("UpdateItem", 1), ("UpdateItem", 1)], Paid);
    }

    [Fact]
    public async Task The_removal_of_a_listed_job_costs_a_unit_for_each_list()
    {
        JobApp app = Listed(allowsList: true, listsAll: true);
        JobSnapshot<string> job = await app.StartAsync(_job, new ArgumentWriter(), new JobStartOptions { Owner = "jwt:|anna" }, Token);
        await DeliverAsync(app, 0);

        await app.PurgeAsync(job.Id, Token);

        Assert.Equal([("GetItem", 1), ("DeleteItem", 3)], Paid.Skip(3));
    }

    [Fact]
    public async Task A_page_of_own_jobs_costs_one_query_and_half_a_unit_for_each_job()
    {
        JobApp app = Listed(allowsList: true, listsAll: false);
        for (int i = 0; i < 12; i++)
            await app.StartAsync(_job, new ArgumentWriter(), new JobStartOptions { Owner = "jwt:|anna" }, Token);
        IJobListStore store = new DynamoDbJobStore(_calls, _table);
        Listing.OwnJobs own = new(store, new Listing.RecordReader(new JobCatalog(JobList.Of([_job]), TimeSpan.FromMinutes(10)), store, TimeProvider.System));

        Listing.JobPage page = await own.ReadAsync(new Listing.JobFilter(null, null, null, "jwt:|anna"), null, 10, Token);

        Assert.Equal(10, page.Jobs.Count);
        Assert.Equal([("Query", 0.5), ("BatchGetItem", 5)], Paid.Skip(12));
    }

    [Fact]
    public async Task The_first_jobs_of_all_cost_a_query_of_each_shard()
    {
        JobApp app = Listed(allowsList: false, listsAll: true);
        for (int i = 0; i < 40; i++)
            await app.StartAsync(_job, new ArgumentWriter(), null, Token);

        int seen = 0;
        await foreach (ListedJob _ in app.ListAsync(cancellationToken: Token))
        {
            if (++seen == 10)
                break;
        }

        // DynamoDB Local tells nothing of a shard without jobs; DynamoDB takes its least for it.
        (string Operation, double Units)[] paid = [.. Paid.Skip(40)];
        Assert.Equal([.. Enumerable.Repeat("Query", JobListPart.Shards), "BatchGetItem"], paid.Select(static cost => cost.Operation));
        Assert.All(paid[..^1], static cost => Assert.InRange(cost.Units, 0, 0.5));
        Assert.Equal(12.5, paid[^1].Units);
    }

    [Fact]
    public async Task Without_an_index_all_of_the_table_is_paid_for_with_its_results()
    {
        JobApp app = Listed(allowsList: false, listsAll: false);
        await app.StartAsync(_job, new ArgumentWriter(), null, Token);
        _job.Method = _ => Task.FromResult(RandomNumberGenerator.GetHexString(300_000));
        await DeliverAsync(app, 0);

        await foreach (ListedJob job in app.ListAsync(new JobListOptions { Job = "other" }, Token))
            Assert.Fail(job.Id);

        (string operation, double units) = Assert.Single(Paid.Skip(3));
        Assert.Equal("Scan", operation);
        Assert.InRange(units, 15, 40);
    }

    [Fact]
    public async Task A_stream_costs_one_read_for_each_look_and_writes_nothing()
    {
        WaitedClock clock = new(DateTimeOffset.UtcNow);
        JobApp app = new([_job]);
        app.Use(new JobPlatform(new DynamoDbJobStore(_calls, _table), _events)
        {
            Time = clock,
            Log = JobLog.None,
            CancelPollInterval = Timeout.InfiniteTimeSpan,
            StreamsReplies = true,
        });
        string id = (await app.StartAsync(_job, new ArgumentWriter(), null, Token)).Id;
        KeptStream stream = new();
        using PooledBuffer reply = new();
        Task streaming = app.StatusAsync(JobEvents.Stream(id), new Invocation { RequestId = "stream", Stream = stream }, reply).AsTask();

        foreach (double seconds in new[] { 0.5, 1, 2, 4 })
            await clock.AdvanceWhenWaitedForAsync(TimeSpan.FromSeconds(seconds), Token);
        await clock.AdvanceWhenWaitedForAsync(TimeSpan.FromSeconds(5), Token);
        await clock.AdvanceWhenWaitedForAsync(TimeSpan.FromSeconds(2.5), Token);
        await clock.WaitedForAsync(TimeSpan.FromSeconds(5), Token);
        await DeliverAsync(app, 0);
        await clock.AdvanceWhenWaitedForAsync(TimeSpan.FromSeconds(5), Token);
        await streaming;

        Assert.Equal(["status", "result"], stream.Events);
        Assert.Equal(["GetItem 1"], Bill.Where(static paid => paid.StartsWith("Get", StringComparison.Ordinal)).Distinct());
        Assert.Equal(8, Bill.Count(static paid => paid == "GetItem 1"));
        Assert.Equal(["PutItem 1", "UpdateItem 1", "UpdateItem 1"], Bill.Where(static paid => !paid.StartsWith("Get", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_limit_of_streams_costs_a_write_at_the_begin_and_one_at_the_end_and_a_refused_stream_one()
    {
        StreamReaders readers = await StreamReaders.StartAsync(new DynamoDbJobStore(_calls, _table), _job, most: 1, Token);
        _http.Clear();

        await using (await readers.BeginAsync(Token))
        {
            Assert.Equal(["GetItem 1", "UpdateItem 1"], Bill);
            _http.Clear();

            // What a condition refuses costs a write, too, of which the local DynamoDB does not tell.
            Assert.Equal(429, await readers.RefusedAsync());
            Assert.Equal(["GetItem 1", "UpdateItem 0"], Bill);
            _http.Clear();
        }

        Assert.Equal(["UpdateItem 1"], Bill);
    }

    [Fact]
    public async Task The_place_of_a_process_that_died_costs_one_refused_write()
    {
        StreamReaders readers = await StreamReaders.StartAsync(new DynamoDbJobStore(_calls, _table), _job, most: 1, Token);
        await readers.DieAsync(Token);
        _http.Clear();

        await using (await readers.BeginAsync(Token))
            Assert.Equal(["GetItem 1", "UpdateItem 0", "UpdateItem 1"], Bill);
    }

    // Some 30 bytes each.
    [Theory]
    [InlineData(25, 1)]
    [InlineData(45, 2)]
    [InlineData(99, 3)]
    public async Task Many_streams_of_one_caller_are_paid_for_by_the_KB(int held, double write)
    {
        StreamReaders readers = await StreamReaders.StartAsync(new DynamoDbJobStore(_calls, _table), _job, most: 100, Token);
        List<IAsyncDisposable> streams = [];
        for (int i = 0; i < held; i++)
            streams.Add(await readers.BeginAsync(Token));
        _http.Clear();

        streams.Add(await readers.BeginAsync(Token));

        Assert.Equal([("GetItem", 1), ("UpdateItem", write)], Paid);
        foreach (IAsyncDisposable stream in streams)
            await stream.DisposeAsync();
    }

    private IEnumerable<(string Operation, double Units)> Paid => _http.Costs.Select(static cost => (cost.Operation, cost.Units));

    private JobApp Listed(bool allowsList, bool listsAll)
    {
        JobApp app = new([_job]);
        app.Use(new JobPlatform(new DynamoDbJobStore(_calls, _table), _events)
        {
            CancelPollInterval = Timeout.InfiniteTimeSpan,
            Log = JobLog.None,
            AllowsList = allowsList,
            ListsAll = listsAll,
        });
        return app;
    }

    private JobApp Limited(int mostUnfinished, int mostStarts)
    {
        JobApp app = new([_job]);
        app.Use(new JobPlatform(new DynamoDbJobStore(_calls, _table), _events)
        {
            CancelPollInterval = Timeout.InfiniteTimeSpan,
            Log = JobLog.None,
            MaxUnfinishedPerOwner = mostUnfinished,
            MaxStartsPerMinutePerOwner = mostStarts,
        });
        return app;
    }

    private IEnumerable<string> Bill => _http.Costs.Select(cost => FormattableString.Invariant($"{cost.Operation} {cost.Units}"));

    private async Task<string> StartAsync(JobStartOptions? options = null) =>
        (await _app.StartAsync(_job, new ArgumentWriter(), options, Token)).Id;

    private Task DeliverAsync(int index) => DeliverAsync(_app, index);

    private async Task DeliverAsync(JobApp app, int index, ScriptedJob? job = null)
    {
        using PooledBuffer reply = new();
        await app.WorkAsync(job ?? _job, _events[index], new Invocation { RequestId = QueuedEvents.RequestId(index) }, reply);
    }

    private async Task DeliverAsync(int index, string requestId)
    {
        using PooledBuffer reply = new();
        await _app.WorkAsync(_job, _events[index], new Invocation { RequestId = requestId }, reply);
    }
}
