using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Aws;
using AsyncJobs.Buffers;
using AsyncJobs.Dispatch;
using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Storage;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Hosting;

/// <summary>What a handler does with made-up events before its first invocation.</summary>
public class HandlerPracticeTests
{
    private static readonly AsyncLocal<bool> s_isOfTest = new();

    private readonly WatchedClients _clients = new();

    [Theory]
    [InlineData("accept", "PutItem")]
    [InlineData("status", "GetItem")]
    [InlineData("http", "PutItem", "GetItem")]
    [InlineData("work", "UpdateItem", "UpdateItem")]
    [InlineData("settle")]
    public async Task Each_handler_does_what_it_does_in_an_invocation(string handler, params string[] requests)
    {
        await RunAsync(handler);

        Assert.Equal(requests, _clients.Requests.Select(request => request.GetType().Name.Replace("Request", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_worker_goes_as_far_as_the_outcome()
    {
        await RunAsync("work");

        UpdateItemRequest last = Assert.IsType<UpdateItemRequest>(_clients.Requests.Last());
        Assert.Contains(last.ExpressionAttributeValues.Values, value => value.S == "SUCCEEDED");
    }

    [Theory]
    [InlineData("http")]
    [InlineData("work")]
    public async Task No_listener_sees_it(string handler)
    {
        int seen = 0;
        using ActivityListener spans = new()
        {
            ShouldListenTo = source => source.Name == "AsyncJobs",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = _ => See(),
        };
        ActivitySource.AddActivityListener(spans);
        using MeterListener metrics = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "AsyncJobs")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        metrics.SetMeasurementEventCallback<long>((_, _, _, _) => See());
        metrics.SetMeasurementEventCallback<int>((_, _, _, _) => See());
        metrics.SetMeasurementEventCallback<double>((_, _, _, _) => See());
        metrics.Start();

        // Other tests run beside this one.
        s_isOfTest.Value = true;
        await RunAsync(handler);
        Assert.Equal(0, seen);

        // The same in the open, so that it is known to be seen.
        await InTheOpenAsync(handler);
        Assert.NotEqual(0, seen);

        void See()
        {
            if (s_isOfTest.Value)
                Interlocked.Increment(ref seen);
        }
    }

    [Fact]
    public async Task Its_events_are_taken_by_its_job()
    {
        Assert.Equal(202, await InTheOpenAsync("http"));
    }

    [Fact]
    public async Task Whatever_job_its_clients_read_or_change_is_one_that_runs()
    {
        using IDynamoDbCalls table = _clients.OpenTable(Read);
        DynamoDbJobStore store = new(table, "jobs");
        JobRecord? read = await store.GetAsync("any", TestContext.Current.CancellationToken);

        Assert.Equal(JobStatus.Running, read?.Status);
        Assert.True(read!.Lease!.Until > TimeProvider.System.GetUtcNow());
        Assert.True(read.ExpiresAt > TimeProvider.System.GetUtcNow());
    }

    // Of the environment it has only what clients need.
    private static string? Read(string name) => name == "AWS_REGION" ? "eu-west-1" : null;

    private async Task RunAsync(string handler) => await HandlerPractice.RunAsync(_clients, handler, Read);

    private async Task<int> InTheOpenAsync(string handler)
    {
        PracticeJob job = new();
        await using JobApp app = new([job]);
        using IDynamoDbCalls table = _clients.OpenTable(Read);
        using LambdaDispatcher dispatcher = _clients.OpenDispatcher(Read, static job => job);
        app.Use(new JobPlatform(new DynamoDbJobStore(table, "jobs"), dispatcher) { Log = Logging.JobLog.None });
        Invocation invocation = new() { RequestId = "open" };
        using PooledBuffer reply = new();
        if (handler == "work")
        {
            await app.WorkAsync(job, PracticeEvents.Work, invocation, reply);
            return 0;
        }

        await app.HttpAsync(PracticeEvents.Start, invocation, reply);
        return (int)JsonNode.Parse(Encoding.UTF8.GetString(reply.WrittenSpan))!["statusCode"]!;
    }
}
