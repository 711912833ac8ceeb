using AsyncJobs.Aws;
using AsyncJobs.Binding;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Logging;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Storage.Tests;

/// <summary>What one owner may have, at a real DynamoDB with real parallelism, and over random lives of many jobs.</summary>
public class OwnerLimitTests(DynamoDbLocal dynamoDb)
{
    private const string Owner = "jwt:|anna";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected virtual IDynamoDbCalls OpenCalls(DynamoDbLocal table) => new SdkDynamoDb(table.CreateClient());

    [Fact]
    public async Task Of_two_that_start_at_once_with_one_place_left_one_wins()
    {
        using IDynamoDbCalls client = OpenCalls(dynamoDb);
        DynamoDbJobStore store = new(client, await dynamoDb.CreateTableAsync(Token));
        ScriptedJob job = new();
        JobApp app = App(store, job, mostUnfinished: 3);
        for (int i = 0; i < 2; i++)
            await StartAsync(app, job);

        for (int round = 0; round < 10; round++)
        {
            string?[] ids = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => TryStartAsync(app, job), Token)));

            string won = Assert.Single(ids, id => id is not null)!;
            Assert.Equal(3, (await UsageAsync(store)).Unfinished.Count);
            await EndAsync(store, won);
            Assert.Equal(2, (await UsageAsync(store)).Unfinished.Count);
        }
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(0, 5)]
    [InlineData(5, 5)]
    public async Task Of_many_that_start_at_once_as_many_win_as_may(int mostUnfinished, int mostStarts)
    {
        using IDynamoDbCalls client = OpenCalls(dynamoDb);
        DynamoDbJobStore store = new(client, await dynamoDb.CreateTableAsync(Token));
        ScriptedJob job = new();
        JobApp app = App(store, job, mostUnfinished, mostStarts, new WaitedClock(Sample.Noon));

        string?[] ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => TryStartAsync(app, job), Token)));

        // Who was in the way of others was told to start again shortly.
        Assert.InRange(ids.Count(static id => id is not null), 1, 5);
        int started = ids.Count(static id => id is not null);
        for (int again = 0; again < 10; again++)
            started += await TryStartAsync(app, job) is null ? 0 : 1;
        Assert.Equal(5, started);
        if (mostUnfinished > 0)
            Assert.Equal(5, (await UsageAsync(store)).Unfinished.Count);
    }

    [Fact]
    public async Task Over_random_lives_no_owner_has_more_than_they_may_and_in_the_end_none_is_counted()
    {
        for (int seed = 0; seed < 300; seed++)
            await OwnerLives.LiveAsync(new InMemoryJobStore(), seed, steps: 80, hasFaults: false);
    }

    [Fact]
    public async Task What_crashes_leave_behind_keeps_nobody_from_starting()
    {
        for (int seed = 0; seed < 300; seed++)
            await OwnerLives.LiveAsync(new InMemoryJobStore(), seed, steps: 80, hasFaults: true);
    }

    [Fact]
    public async Task So_it_is_in_DynamoDB()
    {
        using IDynamoDbCalls client = OpenCalls(dynamoDb);
        string table = await dynamoDb.CreateTableAsync(Token);
        for (int seed = 1000; seed < 1004; seed++)
            await OwnerLives.LiveAsync(new DynamoDbJobStore(client, table), seed, steps: 40, hasFaults: seed % 2 == 0);
    }

    [Fact]
    public async Task Of_many_streams_that_begin_at_once_no_more_do_than_may_and_in_the_end_no_place_is_taken()
    {
        using IDynamoDbCalls client = OpenCalls(dynamoDb);
        StreamReaders readers = await StreamReaders.StartAsync(
            new DynamoDbJobStore(client, await dynamoDb.CreateTableAsync(Token)), new ScriptedJob(), most: 4, Token);
        await readers.DieAsync(Token);

        IAsyncDisposable?[] streams = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => TryBeginAsync(readers), Token)));

        Assert.InRange(streams.Count(static stream => stream is not null), 3, 4);
        List<IAsyncDisposable> held = [.. streams.OfType<IAsyncDisposable>()];
        if (await TryBeginAsync(readers) is { } last)
            held.Add(last);
        Assert.Equal(4, held.Count);
        Assert.Equal(4, (await readers.TakenAsync(Token)).Taken.Count);
        Assert.Null(await TryBeginAsync(readers));

        await Task.WhenAll(held.Select(stream => Task.Run(() => stream.DisposeAsync().AsTask(), Token)));
        Assert.Empty((await readers.TakenAsync(Token)).Taken);
    }

    private static async Task<IAsyncDisposable?> TryBeginAsync(StreamReaders readers)
    {
        try
        {
            return await readers.BeginAsync(Token);
        }
        catch (InvalidOperationException refused) when (refused.Message.Contains("\"errorCode\":2429", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static JobApp App(IJobStore store, ScriptedJob job, int mostUnfinished = 0, int mostStarts = 0, TimeProvider? time = null)
    {
        JobApp app = new([job]);
        app.Use(new JobPlatform(store, new IgnoredEvents())
        {
            Log = JobLog.None,
            MaxUnfinishedPerOwner = mostUnfinished,
            MaxStartsPerMinutePerOwner = mostStarts,
            Time = time ?? TimeProvider.System,
        });
        return app;
    }

    private static async Task<string> StartAsync(JobApp app, ScriptedJob job) =>
        (await app.StartAsync(job, new ArgumentWriter(), new JobStartOptions { Owner = Owner }, Token)).Id;

    private static async Task<string?> TryStartAsync(JobApp app, ScriptedJob job)
    {
        try
        {
            return await StartAsync(app, job);
        }
        catch (JobLimitException)
        {
            return null;
        }
    }

    private static async Task EndAsync(DynamoDbJobStore store, string id)
    {
        JobRecord record = (await store.GetAsync(id, Token))!;
        Assert.True((await new OwnerSlots(store, store, JobLog.None).ApplyAsync(record, new JobTransition.Cancel(record.ExpiresAt), DateTimeOffset.UtcNow, Token)).Applied);
    }

    private static async Task<OwnerUsage> UsageAsync(IOwnerUsageStore store) => (await store.GetUsageAsync(OwnerKey.Of(Owner), Token))!;

    private sealed class IgnoredEvents : IJobDispatcher
    {
        public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => default;
    }
}
