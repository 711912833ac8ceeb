using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using AsyncJobs.Dispatch;
using AsyncJobs.Events;
using AsyncJobs.Lifecycle;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.Emulators;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Platform;
using AsyncJobs.Local.Queue;
using Xunit;

namespace AsyncJobs.Storage.Tests.Dispatch;

/// <summary>The client of SQS, as functions have it, on the queue that the local host keeps for the processes of its functions.</summary>
public sealed class LocalQueueTests : IAsyncLifetime
{
    private readonly WaitedClock _clock = new(Sample.Noon);
    private readonly StringWriter _output = new();
    private readonly Settle _settle;
    private SettleQueue? _queue;
    private LoopbackServer? _server;
    private SqsDelayedDelivery? _delivery;

    public LocalQueueTests() => _settle = new Settle(_clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SqsDelayedDelivery Delivery => _delivery!;

    public ValueTask InitializeAsync() => OpenAsync();

    public async ValueTask DisposeAsync()
    {
        _delivery?.Dispose();
        if (_queue is not null)
            await _queue.StopAsync(TimeSpan.FromSeconds(10));
        _queue?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_message_reaches_settle_when_it_is_due_as_SQS_brings_it()
    {
        await Delivery.SendAsync("""{"asyncJobsDelayed":1,"ä":"🙂"}""", TimeSpan.FromMinutes(10), Token);
        await _clock.AdvanceWhenWaitedForAsync(TimeSpan.FromMinutes(10), Token);

        (DateTimeOffset at, JsonElement record) = await _settle.NextAsync();

        Assert.Equal(Sample.Noon.AddMinutes(10), at);
        Assert.Equal("""{"asyncJobsDelayed":1,"ä":"🙂"}""", record.GetProperty("body").GetString());
        Assert.Equal("aws:sqs", record.GetProperty("eventSource").GetString());
        Assert.Equal("1", record.GetProperty("attributes").GetProperty("ApproximateReceiveCount").GetString());
        Assert.NotEmpty(record.GetProperty("messageId").GetString()!);
        Assert.NotEmpty(record.GetProperty("receiptHandle").GetString()!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"batchItemFailures":null}""")]
    [InlineData("""{"batchItemFailures":[]}""")]
    public async Task What_settle_has_done_does_not_come_again(string reply)
    {
        _settle.Reply = _ => reply;
        await Delivery.SendAsync("first", TimeSpan.Zero, Token);
        await _settle.NextAsync();

        await Delivery.SendAsync("second", TimeSpan.FromMinutes(15), Token);
        await _clock.AdvanceWhenWaitedForAsync(TimeSpan.FromMinutes(15), Token);

        Assert.Equal("second", (await _settle.NextAsync()).Record.GetProperty("body").GetString());
    }

    [Theory]
    [InlineData("throw")]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":""}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"another"}]}""")]
    [InlineData("""{"batchItemFailures":[{"id":"$"}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"$"}]}""")]
    public async Task What_settle_has_not_done_comes_again_after_the_visibility_timeout(string reply)
    {
        _settle.Reply = record => reply == "throw"
            ? throw new FunctionErrorException("Runtime.ExitError", "gone")
            : reply.Replace("$", record.GetProperty("messageId").GetString(), StringComparison.Ordinal);
        await Delivery.SendAsync("again", TimeSpan.Zero, Token);
        JsonElement first = (await _settle.NextAsync()).Record;

        await _clock.AdvanceWhenWaitedForAsync(PlatformLimits.MessageVisibility, Token);
        (DateTimeOffset at, JsonElement second) = await _settle.NextAsync();

        Assert.Equal(Sample.Noon + PlatformLimits.MessageVisibility, at);
        Assert.Equal("2", second.GetProperty("attributes").GetProperty("ApproximateReceiveCount").GetString());
        Assert.Equal(first.GetProperty("messageId").GetString(), second.GetProperty("messageId").GetString());
        Assert.NotEqual(first.GetProperty("receiptHandle").GetString(), second.GetProperty("receiptHandle").GetString());
    }

    [Fact]
    public async Task What_settle_puts_off_comes_again_then_and_not_before()
    {
        TimeSpan[] waits = [TimeSpan.FromHours(5), TimeSpan.FromSeconds(7), TimeSpan.FromHours(11)];
        int delivered = 0;
        _settle.ReplyAsync = async record =>
        {
            if (delivered == waits.Length)
                return "null";
            await Delivery.PostponeAsync(record.GetProperty("receiptHandle").GetString()!, waits[delivered++], Token);
            return NotDone(record);
        };
        await Delivery.SendAsync("later", TimeSpan.Zero, Token);

        DateTimeOffset expected = Sample.Noon;
        Assert.Equal(expected, (await _settle.NextAsync()).At);
        foreach (TimeSpan wait in waits)
        {
            await _clock.AdvanceWhenWaitedForAsync(wait, Token);
            expected += wait;
            Assert.Equal(expected, (await _settle.NextAsync()).At);
        }
    }

    [Theory]
    [InlineData("one", "settle is to try a job's callback in 300 s", "settle is to try a job's callback again in 1800 s")]
    [InlineData(null, "settle is to see whether a job has ended, in 300 s", "settle is to see again whether a job has ended, in 1800 s")]
    public async Task The_log_says_what_a_message_is_for(string? chain, string sent, string postponed)
    {
        _settle.ReplyAsync = async record =>
        {
            await Delivery.PostponeAsync(record.GetProperty("receiptHandle").GetString()!, TimeSpan.FromMinutes(30), Token);
            return NotDone(record);
        };
        DelayedMessage message = new(JobId.New(), "report", Sample.Noon) { Chain = chain };

        await Delivery.SendAsync(message.Write(), TimeSpan.FromMinutes(5), Token);
        await _clock.AdvanceWhenWaitedForAsync(TimeSpan.FromMinutes(5), Token);
        await _settle.Answered.WaitAsync(Token);

        Assert.Contains(sent, _output.ToString(), StringComparison.Ordinal);
        Assert.Contains(postponed, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_cannot_be_put_off_for_longer_than_12_hours_from_when_it_came()
    {
        using AmazonSQSClient client = Client();
        AmazonSQSException? refused = null;
        _settle.ReplyAsync = async record =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            refused = await Assert.ThrowsAnyAsync<AmazonSQSException>(
                () => client.ChangeMessageVisibilityAsync(_server!.Address + QueueAddress.Path, record.GetProperty("receiptHandle").GetString(), 43_200, Token));
            return "null";
        };

        await Delivery.SendAsync("later", TimeSpan.Zero, Token);
        await _settle.NextAsync();
        await _settle.Answered.WaitAsync(Token);

        Assert.Contains("beyond the limit", refused!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delivery_that_is_over_cannot_be_put_off()
    {
        await Delivery.SendAsync("done", TimeSpan.Zero, Token);
        JsonElement record = (await _settle.NextAsync()).Record;
        await _settle.Answered.WaitAsync(Token);
        await Delivery.SendAsync("next", TimeSpan.Zero, Token);
        await _settle.NextAsync();

        await Assert.ThrowsAsync<JobDispatchException>(async () => await Delivery.PostponeAsync(record.GetProperty("receiptHandle").GetString()!, TimeSpan.Zero, Token));
    }

    [Fact]
    public async Task Another_queue_is_not_there_and_other_operations_are_told()
    {
        using AmazonSQSClient client = Client();

        Assert.Contains(QueueAddress.Path, (await Assert.ThrowsAsync<QueueDoesNotExistException>(() => client.SendMessageAsync(_server!.Address + "/1/orders", "x", Token))).Message, StringComparison.Ordinal);
        Assert.Contains("ReceiveMessage", (await Assert.ThrowsAsync<UnsupportedOperationException>(() => client.ReceiveMessageAsync(_server!.Address + QueueAddress.Path, Token))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<AmazonSQSException>(() => client.SendMessageAsync(new SendMessageRequest(_server!.Address + QueueAddress.Path, "x") { DelaySeconds = 901 }, Token));
    }

    [Fact]
    public async Task A_bad_day_loses_no_message_and_delivers_some_twice_and_late()
    {
        await OpenAsync("--isolated", "--throttle", "40", "--duplicates", "40", "--delay", "30", "--seed", "4");
        string[] bodies = [.. Enumerable.Range(0, 30).Select(number => $"message {number}")];
        ConcurrentBag<string> sent = [];

        await Parallel.ForEachAsync(bodies, Token, async (body, cancellationToken) =>
        {
            // All four tries may be refused; a sender then does without, or tries again.
            try
            {
                await Delivery.SendAsync(body, TimeSpan.FromSeconds(5), cancellationToken);
                sent.Add(body);
            }
            catch (JobDispatchException)
            {
            }
        });

        // Some come twice, and some only with the second step.
        await _clock.AdvanceUntilAsync(
            () => Task.FromResult(_settle.CameMoreThanOnce(sent)),
            TimeSpan.FromSeconds(20),
            Token);

        Assert.True(sent.Count > 20);
        Assert.All(_settle.Came, one => Assert.Contains(one.Body, sent));
    }

    private static string NotDone(JsonElement record) => $$"""{"batchItemFailures":[{"itemIdentifier":"{{record.GetProperty("messageId").GetString()}}"}]}""";

    private AmazonSQSClient Client() => new(new AmazonSQSConfig
    {
        ServiceURL = _server!.Address,
        AuthenticationRegion = "eu-central-1",
        DefaultAWSCredentials = new BasicAWSCredentials("local", "local"),
        MaxErrorRetry = 0,
    });

    private async ValueTask OpenAsync(params string[] options)
    {
        await DisposeAsync();
        FaultPlan faults = new(LocalOptions.Parse(options));
        LocalJobLog log = new(_output, _clock);
        _queue = new SettleQueue(_settle, faults, log, _clock);
        QueueApi api = new(faults, log) { Queue = _queue };
        _server = await LoopbackServer.StartAsync(mostBodyBytes: null, api.HandleAsync);
        Dictionary<string, string?> environment = new()
        {
            ["ASYNCJOBS_SQS_ENDPOINT"] = _server.Address,
            ["AWS_ACCESS_KEY_ID"] = "local",
            ["AWS_SECRET_ACCESS_KEY"] = "local",
        };
        _delivery = new SqsDelayedDelivery(_server.Address + QueueAddress.Path, environment.GetValueOrDefault);
    }

    /// <summary>Settle as the test has it: notes when what came, and answers what the test says.</summary>
    private sealed class Settle(TimeProvider time) : ILocalFunction
    {
        private readonly System.Threading.Channels.Channel<(DateTimeOffset, JsonElement)> _came =
            System.Threading.Channels.Channel.CreateUnbounded<(DateTimeOffset, JsonElement)>();

        public ConcurrentQueue<(string Body, DateTimeOffset At)> Came { get; } = [];

        /// <summary>Whether all came, some of them twice, and not all at once.</summary>
        public bool CameMoreThanOnce(IReadOnlyCollection<string> sent) =>
            sent.All(Came.Select(one => one.Body).Contains) && Came.Count > sent.Count && Came.Select(one => one.At).Distinct().Count() > 1;

        public Func<JsonElement, string> Reply { get; set; } = _ => "null";

        public Func<JsonElement, Task<string>>? ReplyAsync { get; set; }

        /// <summary>Counts the answers.</summary>
        public SemaphoreSlim Answered { get; } = new(0);

        public async Task<(DateTimeOffset At, JsonElement Record)> NextAsync() => await _came.Reader.ReadAsync(Token);

        public async Task<ReadOnlyMemory<byte>> InvokeAsync(ReadOnlyMemory<byte> payload, string requestId, CancellationToken waiting)
        {
            JsonElement record = Assert.Single(JsonElement.Parse(payload.Span).GetProperty("Records").EnumerateArray());
            Came.Enqueue((record.GetProperty("body").GetString()!, time.GetUtcNow()));
            await _came.Writer.WriteAsync((time.GetUtcNow(), record), waiting);
            try
            {
                return Encoding.UTF8.GetBytes(ReplyAsync is { } reply ? await reply(record) : Reply(record));
            }
            finally
            {
                Answered.Release();
            }
        }
    }
}
