using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Platform;
using AsyncJobs.Local.Queue;
using AsyncJobs.Logging;
using Xunit;

namespace AsyncJobs.Storage.Tests.Dispatch;

/// <summary>The local host's queue where everything is in one process: settle itself serves it.</summary>
public sealed class InProcessQueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_whose_worker_has_vanished_ends_by_itself_when_its_message_has_come_and_was_put_off()
    {
        WaitedClock clock = new(Sample.Noon);
        using Lines lines = new();
        ScriptedJob job = new() { Method = _ => new TaskCompletionSource<string>().Task };
        JobApp app = new([job]);
        using SettleQueue queue = new(new InProcessFunctions(app, clock).Settle, new FaultPlan(LocalOptions.Parse([])), new LocalJobLog(lines, clock), clock);
        QueuedEvents events = new();
        app.Use(new JobPlatform(new InMemoryJobStore(), events)
        {
            Time = clock,
            Log = JobLog.None,
            CancelPollInterval = Timeout.InfiniteTimeSpan,
            Delayed = new LocalDelayedDelivery(queue),
        });
        string id = (await app.StartAsync(job, new ArgumentWriter(), null, Token)).Id;

        // The first delivery never ends, and the second one finds it at work: 15 minutes of lease, and 10 for the platform's retry.
        _ = DeliverAsync();
        await DeliverAsync();
        await clock.AdvanceUntilAsync(() => Task.FromResult(lines.Postponed.Task.IsCompleted), TimeSpan.FromSeconds(30), Token);
        Assert.True(clock.GetUtcNow() < Sample.Noon.AddMinutes(25));
        Assert.Equal(JobStatus.Running, (await RecordAsync()).Status);
        await clock.AdvanceUntilAsync(async () => (await RecordAsync()).Status is not JobStatus.Running, TimeSpan.FromSeconds(30), Token);

        Assert.Equal(JobErrorCodes.Lost, (await RecordAsync()).Error!.ErrorCode);
        await queue.StopAsync(TimeSpan.FromSeconds(10));

        async Task DeliverAsync()
        {
            using PooledBuffer reply = new();
            await app.WorkAsync(job, events[0], new Invocation { RequestId = QueuedEvents.RequestId(0) }, reply);
        }

        async Task<JobRecord> RecordAsync() => (await app.Platform.Store.GetAsync(id, Token))!;
    }

    /// <summary>What the local host prints, up to where it tells of a message that was put off.</summary>
    private sealed class Lines : StringWriter
    {
        public TaskCompletionSource Postponed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void WriteLine(string? value)
        {
            if (value!.Contains("message.postponed", StringComparison.Ordinal))
                Postponed.TrySetResult();
        }
    }
}
