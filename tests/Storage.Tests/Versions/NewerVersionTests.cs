using Amazon.DynamoDBv2.Model;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Tests;
using Xunit;
using static AsyncJobs.Storage.Tests.Sample;

namespace AsyncJobs.Storage.Tests.Versions;

/// <summary>Items that a newer version wrote: what this one does not know, it shows where it can, and leaves alone.</summary>
public sealed class NewerVersionTests(DynamoDbLocal dynamoDb) : OneTable(dynamoDb)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_status_that_nobody_knows_is_shown_and_left_alone_by_everybody(int steps)
    {
        JobRecord record = Accepted();
        JobTransition[] life = [Claim("a"), new JobTransition.Release("a", Error)];
        await new PointOfLife("before", life[..steps]).LiveAsync(Present.Store, record, Token);
        Dictionary<string, AttributeValue> item = await ItemAsync(record.Id);
        item["status"] = new() { S = "PAUSED" };
        await PutItemAsync(item);
        Clock.Advance(TimeSpan.FromHours(7));

        JobReply shown = await Present.RequestAsync("GET", record.Id);
        JobReply cancelled = await Present.RequestAsync("DELETE", record.Id);
        await Present.DeliverAsync(record.Id, "req-1", 0);
        Assert.Empty(Delayed.Sent);
        await Present.SettleAsync(record.Id, "req-1", 0);
        string looked = await Present.SettleAsync(JobEvents.Message(new DelayedMessage(record.Id, "scripted", Noon).Write()));

        Assert.Equal((200, "PAUSED"), (shown.StatusCode, (string)shown.Body["status"]!));
        Assert.Equal(503, cancelled.StatusCode);
        Assert.Contains("itemIdentifier", looked, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(1), Assert.Single(Delayed.Sent).Delay);
        AssertSame(item, await ItemAsync(record.Id));
    }

    [Fact]
    public async Task A_worker_whose_job_got_a_status_that_it_does_not_know_writes_nothing()
    {
        JobRecord record = Accepted();
        await Present.Store.CreateAsync(record, Noon, Token);
        Dictionary<string, AttributeValue> item = [];
        bool isStopped = false;
        Present.Job.Method = async job =>
        {
            item = await ItemAsync(record.Id);
            item["status"] = new() { S = "PAUSED" };
            await PutItemAsync(item);
            await job.SaveStateAsync(1);
            isStopped = job.CancellationToken.IsCancellationRequested;
            return "done";
        };

        await Present.DeliverAsync(record.Id, "req-1", 0);

        Assert.True(isStopped);
        AssertSame(item, await ItemAsync(record.Id));
    }

    [Fact]
    public async Task A_callback_status_that_nobody_knows_is_told_of_and_left_alone()
    {
        JobRecord record = Accepted() with { Callback = new JobCallback("https://hooks.example.com/a") };
        await new PointOfLife("done", Claim("a"), Succeed("a")).LiveAsync(Present.Store, record, Token);
        Dictionary<string, AttributeValue> item = await ItemAsync(record.Id);
        item["callbackStatus"] = new() { S = "QUEUED" };
        await PutItemAsync(item);

        JobReply shown = await Present.RequestAsync("GET", record.Id);
        await Present.DeliverAsync(record.Id, "req-1", 0);
        await Present.SettleAsync(record.Id, "req-1", 0);
        JobTransitionResult told = await Present.Store.ApplyAsync(
            record.Id, new JobTransition.RecordCallback(JobCallbackStatus.Delivered, 1), Noon, Token);

        Assert.Equal((200, "UNKNOWN"), (shown.StatusCode, (string)shown.Body["callback"]!["status"]!));
        Assert.False(told.Applied);
        AssertSame(item, await ItemAsync(record.Id));
    }

    [Fact]
    public async Task A_result_in_an_encoding_that_nobody_knows_is_not_taken_for_another_one()
    {
        JobRecord record = Accepted();
        await PointOfLife.Of("has succeeded with a result in the bucket").LiveAsync(Present.Store, record, Token);
        Dictionary<string, AttributeValue> item = await ItemAsync(record.Id);
        item["resultReference"].M["encoding"] = new() { S = "zstd" };
        await PutItemAsync(item);

        JobReply shown = await Present.RequestAsync("GET", record.Id);

        Assert.Equal(503, shown.StatusCode);
        Assert.Equal(JobResultEncoding.Unknown, (await RecordAsync(record.Id)).ResultEncoding);
    }

    [Fact]
    public async Task An_end_of_an_attempt_that_nobody_knows_keeps_nobody_from_working()
    {
        JobRecord record = Accepted();
        await Present.Store.CreateAsync(record, Noon, Token);
        Dictionary<string, AttributeValue> item = await ItemAsync(record.Id);
        Dictionary<string, AttributeValue> attempt = new() { ["status"] = new() { S = "PREEMPTED" }, ["x"] = new() { N = "1" } };
        item["attempts"] = new() { L = [new() { M = attempt }, new() { S = "?" }] };
        await PutItemAsync(item);

        await Present.DeliverAsync(record.Id, "req-1", 0);

        JobRecord after = await RecordAsync(record.Id);
        Assert.Equal(JobStatus.Succeeded, after.Status);
        JobAttempt unknown = new(0, "", null, null, JobAttemptStatus.Unknown, null);
        Assert.Equal([unknown, unknown], after.History.Attempts);
    }

    [Fact]
    public async Task Attributes_that_nobody_knows_outlive_the_whole_life_of_a_job()
    {
        JobRecord record = Accepted() with { Callback = new JobCallback("https://hooks.example.com/a") };
        await Present.Store.CreateAsync(record, Noon, Token);
        Dictionary<string, AttributeValue> item = await ItemAsync(record.Id);
        Dictionary<string, AttributeValue> unknown = new()
        {
            ["xText"] = new() { S = "a" },
            ["xNumber"] = new() { N = "1" },
            ["xBinary"] = new() { B = new MemoryStream([1, 2]) },
            ["xTexts"] = new() { SS = ["a", "b"] },
            ["xNumbers"] = new() { NS = ["1", "2"] },
            ["xBinaries"] = new() { BS = [new MemoryStream([1])] },
            ["xMap"] = new() { M = new() { ["a"] = new() { S = "b" } } },
            ["xList"] = new() { L = [new() { N = "1" }, new() { S = "a" }] },
            ["xBool"] = new() { BOOL = true },
            ["xNull"] = new() { NULL = true },
        };
        foreach ((string name, AttributeValue value) in unknown)
            item[name] = value;
        await PutItemAsync(item);

        Present.Job.Method = async job =>
        {
            await job.SaveStateAsync(1);
            await job.ReportProgressAsync(0.5);
            return job.Attempt == 1 ? throw new InvalidOperationException() : "done";
        };
        await Assert.ThrowsAsync<JobAttemptFailedException>(() => Present.DeliverAsync(record.Id, "req-1", 0));
        await Present.DeliverAsync(record.Id, "req-1", 0);
        await Present.Store.ApplyAsync(record.Id, new JobTransition.RecordCallback(JobCallbackStatus.Delivered, 1), Noon, Token);

        JobReply shown = await Present.RequestAsync("GET", record.Id);
        Assert.Equal((200, "SUCCEEDED", "done"), (shown.StatusCode, (string)shown.Body["status"]!, (string)shown.Body["result"]!));
        Dictionary<string, AttributeValue> after = await ItemAsync(record.Id);
        AssertSame(unknown, after.Where(attribute => attribute.Key.StartsWith('x')).ToDictionary());
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("leaseRetryFrom")]
    public async Task An_attribute_that_older_items_lack_is_not_needed(string name)
    {
        JobRecord record = Accepted();
        await new PointOfLife("runs", Claim("a", "req-1")).LiveAsync(Present.Store, record, Token);
        Dictionary<string, AttributeValue> item = await ItemAsync(record.Id);
        item.Remove(name);
        await PutItemAsync(item);

        JobReply shown = await Present.RequestAsync("GET", record.Id);
        Assert.Equal((200, "RUNNING"), (shown.StatusCode, (string)shown.Body["status"]!));

        Clock.Advance(TimeSpan.FromMinutes(2));
        await Present.DeliverAsync(record.Id, "req-1", 0);
        Assert.Equal(JobStatus.Succeeded, (await RecordAsync(record.Id)).Status);
    }

    private static void AssertSame(Dictionary<string, AttributeValue> expected, Dictionary<string, AttributeValue> actual)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, attribute => Assert.Equal(Text(attribute.Value), Text(actual[attribute.Key])));
    }

    private static string Text(AttributeValue value) => value switch
    {
        { S: { } text } => "S " + text,
        { N: { } number } => "N " + number,
        { B: { } bytes } => "B " + Convert.ToHexString(bytes.ToArray()),
        { BOOL: { } truth } => "BOOL " + truth,
        { NULL: true } => "NULL",
        { SS: { Count: > 0 } texts } => "SS " + string.Join(' ', texts.Order(StringComparer.Ordinal)),
        { NS: { Count: > 0 } numbers } => "NS " + string.Join(' ', numbers.Order(StringComparer.Ordinal)),
        { BS: { Count: > 0 } binaries } => "BS " + string.Join(' ', binaries.Select(binary => Convert.ToHexString(binary.ToArray()))),
        { L: { Count: > 0 } list } => "L " + string.Join(' ', list.Select(Text)),
        { M: { } map } => "M " + string.Join(
            ' ', map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + "=" + Text(pair.Value))),
        _ => "?",
    };
}
