using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Testing;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Working;

/// <summary>Work that goes on in another invocation.</summary>
public sealed class ContinueTests
{
    [Fact]
    public async Task A_method_goes_on_in_the_next_invocation_with_what_it_saved()
    {
        Bed bed = Make();
        string id = await bed.StartAsync(bed.Plain);
        List<(int? Page, int Attempt, int Continuation, string RequestId)> seen = [];
        bed.Plain.Method = async job =>
        {
            int? page = job.State<int?>();
            seen.Add((page, job.Attempt, job.Continuation, job.RequestId));
            await job.ReportProgressAsync(0.1 * seen.Count, "page " + page);
            if (seen.Count < 3)
                await job.ContinueAsync<int?>((page ?? 0) + 1);
        };

        await bed.WorkAsync(bed.Plain, bed.Invocation("req-1"));
        Reply between = await bed.GetAsync(id);
        await bed.WorkAsync(bed.Plain, bed.Invocation("req-2"));
        await bed.WorkAsync(bed.Plain, bed.Invocation("req-3"));

        Assert.Equal([(null, 1, 0, "req-1"), (1, 1, 1, "req-2"), (2, 1, 2, "req-3")], seen);
        Assert.Equal(("PENDING", 1, "page "), (between.Status, (int)between.Body["attempt"]!, (string)between.Body["progress"]!["message"]!));
        Assert.Null(between.Body["error"]);
        Assert.NotNull(between.RetryAfter);
        JobRecord record = bed.Record(id);
        Assert.Equal((JobStatus.Succeeded, 1, 2, true), (record.Status, record.Attempt, record.Continuation, record.State.IsEmpty));
        Assert.Equal(["Claim", "Continue", "Claim", "Continue", "Claim", "Finish"], bed.Store.Calls.Where(call => call is not ("get" or "ReportProgress")));
        Assert.Equal(3, bed.Dispatcher.Sent.Count);
        Assert.Equal(["job.accepted", "job.continued", "job.continued", "job.finished"], bed.Log.Events);
    }

    [Fact]
    public async Task The_next_event_is_the_first_with_a_number()
    {
        Bed bed = Make();
        await bed.StartAsync(bed.Plain);
        bed.Plain.Method = job => new(job.ContinueAsync<int?>(1));

        await bed.WorkAsync(bed.Plain);

        JsonObject expected = JsonNode.Parse(bed.Dispatcher.Sent.First())!.AsObject();
        expected["continuation"] = 1;
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(bed.Dispatcher.Last)));
    }

    [Fact]
    public async Task An_attempt_that_fails_after_a_continuation_is_tried_again_from_there()
    {
        List<(int? Page, int Attempt)> seen = [];
        PlainJob plain = new() { Saved = JobJson.Reflected<int?>() };
        plain.Method = async job =>
        {
            seen.Add((job.State<int?>(), job.Attempt));
            if (seen.Count == 1)
                await job.ContinueAsync<int?>(7);
            if (seen.Count < 4)
                throw new InvalidOperationException();
        };
        await using JobTestHost host = JobTestHost.Create(new JobApp([plain]));
        CancellationToken token = TestContext.Current.CancellationToken;

        JobRecord record = await host.RunToEndAsync((await host.App.StartAsync(plain, new ArgumentWriter(), null, token)).Id, token);

        Assert.Equal([(null, 1), (7, 1), (7, 2), (7, 3)], seen);
        Assert.Equal(JobStatus.Succeeded, record.Status);
    }

    [Fact]
    public async Task What_was_saved_survives_a_crash()
    {
        Bed bed = Make();
        string id = await bed.StartAsync(bed.Plain);
        Gate gate = new();
        List<int?> seen = [];
        bed.Plain.Method = async job =>
        {
            seen.Add(job.State<int?>());
            if (job.Attempt > 1)
                return;
            await job.SaveStateAsync<int?>(3);
            Assert.Equal(3, job.State<int?>());
            await gate.PassAsync();
        };
        Task crashed = bed.WorkAsync(bed.Plain);
        await gate.Reached;
        bed.Clock.Advance(Bed.RetryTime);

        await bed.WorkAsync(bed.Plain);

        Assert.Equal([null, 3], seen);
        Assert.Equal((JobStatus.Succeeded, 2), (bed.Record(id).Status, bed.Record(id).Attempt));
        gate.Open();
        await crashed;
    }

    [Fact]
    public async Task A_state_that_was_held_back_on_the_wire_does_not_replace_the_one_saved_after_it()
    {
        Bed bed = Make();
        string id = await bed.StartAsync(bed.Plain);
        Gate wire = new();
        int saves = 0;
        int? last = null;
        bed.Store.Before = call => call == "SaveState" && ++saves == 1 ? wire.PassAsync() : default;
        bed.Plain.Method = async job =>
        {
            Task first = job.SaveStateAsync<int?>(1).AsTask();
            await wire.Reached;
            await job.SaveStateAsync<int?>(2);
            wire.Open();
            await first;
            last = job.State<int?>();
            throw new InvalidOperationException();
        };

        await Assert.ThrowsAsync<JobAttemptFailedException>(() => bed.WorkAsync(bed.Plain));

        Assert.Equal(2, last);
        Assert.Equal("2", Encoding.UTF8.GetString(bed.Record(id).State.Span));
    }

    [Fact]
    public async Task Ten_events_of_one_step_are_one_event_of_the_next()
    {
        Bed bed = Make();
        await bed.StartAsync(bed.Plain);
        bed.Plain.Method = job => new(job.ContinueAsync<int?>(job.Continuation));
        await bed.WorkAsync(bed.Plain, bed.Invocation("req-1"));

        // The replies to nine Invokes of one step were lost: ten events of it are under way.
        for (int duplicate = 0; duplicate < 10; duplicate++)
            await bed.WorkAsync(bed.Plain, bed.Dispatcher.Sent.ElementAt(1), bed.Invocation($"req-2-{duplicate}"));

        Assert.Equal(3, bed.Dispatcher.Sent.Count);
    }

    [Fact]
    public async Task An_invocation_that_ended_between_the_record_and_the_next_event_sends_the_event_when_it_is_tried_again()
    {
        Bed bed = Make();
        await bed.StartAsync(bed.Plain);
        bed.Plain.Method = job => new(job.ContinueAsync<int?>(1));
        TaskCompletionSource tried = new();
        bed.Dispatcher.Before = () =>
        {
            tried.TrySetResult();
            throw new JobDispatchException("down");
        };
        Task broken = bed.WorkAsync(bed.Plain, bed.Invocation("req-1"));
        await tried.Task;
        while (!broken.IsCompleted)
        {
            bed.Clock.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        await Assert.ThrowsAsync<JobDispatchException>(() => broken);
        bed.Dispatcher.Before = null;

        await bed.WorkAsync(bed.Plain, bed.Invocation("other"));
        Assert.Single(bed.Dispatcher.Sent);
        await bed.WorkAsync(bed.Plain, bed.Invocation("req-1"));

        Assert.Equal(2, bed.Dispatcher.Sent.Count);
    }

    [Fact]
    public async Task A_delivery_that_could_not_send_the_next_event_does_not_end_a_job_whose_next_event_another_delivery_has_sent()
    {
        Bed bed = Make();
        string id = await bed.StartAsync(bed.Plain);
        byte[] started = bed.Dispatcher.Last;
        bed.Plain.Method = async job =>
        {
            if (job.Continuation == 0)
                await job.ContinueAsync<int?>(1);
        };
        await bed.WorkAsync(bed.Plain, bed.Invocation("req-1"));

        // A duplicate under the same request id cannot send the event once more, and the platform gives it up.
        await bed.SettleAsync(GivenUp.Record(started, "req-1"));
        Assert.Equal(JobStatus.Pending, bed.Record(id).Status);
        (string message, TimeSpan delay) = Assert.Single(bed.Delayed.Sent);
        Assert.Equal(TimeSpan.FromSeconds(65) + TimeSpan.FromHours(6) + TimeSpan.FromMinutes(10), delay);
        await bed.WorkAsync(bed.Plain, bed.Invocation("req-2"));
        bed.Clock.Advance(delay);

        Assert.Empty(await bed.TakeMessagesAsync(message));
        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
    }

    [Fact]
    public async Task A_step_whose_event_was_never_sent_ends_when_no_event_of_it_can_come_any_more()
    {
        Bed bed = Make();
        string id = await bed.StartAsync(bed.Plain);
        byte[] started = bed.Dispatcher.Last;
        bed.Store.Force(id, Taken.By("t", "req-1", TestClock.Noon.AddSeconds(60)), TestClock.Noon);
        bed.Store.Force(id, new JobTransition.Continue("t", "1"u8.ToArray(), TestClock.Noon.AddDays(2)), TestClock.Noon);

        await bed.SettleAsync(GivenUp.Record(started, "req-1"));
        (string message, TimeSpan delay) = Assert.Single(bed.Delayed.Sent);
        bed.Clock.Advance(delay);
        await bed.TakeMessagesAsync(message);

        Assert.Equal((JobStatus.Failed, JobErrorCodes.Lost), (bed.Record(id).Status, bed.Record(id).Error!.ErrorCode));
    }

    [Fact]
    public async Task A_retry_that_is_to_send_the_next_event_has_the_job_looked_at_first()
    {
        Bed bed = Make();
        string id = await bed.StartAsync(bed.Plain);
        bed.Store.Force(id, Taken.By("t", "req-1", TestClock.Noon.AddSeconds(60)), TestClock.Noon);
        bed.Store.Force(id, new JobTransition.Continue("t", "1"u8.ToArray(), TestClock.Noon.AddDays(2)), TestClock.Noon);

        await bed.WorkAsync(bed.Plain, bed.Invocation("req-1"));

        Assert.Equal(2, bed.Dispatcher.Sent.Count);
        Assert.Equal(TimeSpan.FromMinutes(11), Assert.Single(bed.Delayed.Sent).Delay);
    }

    [Fact]
    public async Task Parts_of_a_method_that_stop_together_go_on_in_the_next_invocation_where_one_of_them_asked_for_that()
    {
        Bed bed = Make();
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = job =>
        {
            using CancellationTokenSource other = new();
            other.Cancel();
            Task.WaitAll(Task.Run(() => job.ContinueAsync<int?>(7)), Task.FromCanceled(other.Token));
            return default;
        };

        await bed.WorkAsync(bed.Plain);

        Assert.Equal((JobStatus.Pending, 1, true), (bed.Record(id).Status, bed.Record(id).Continuation, bed.Record(id).IsContinued));
    }

    [Fact]
    public async Task A_method_whose_job_is_another_attempts_saves_nothing_and_is_told_to_stop()
    {
        Bed bed = Make();
        string id = await bed.StartAsync(bed.Plain);
        Gate gate = new();
        bool isStopped = false;
        bed.Plain.Method = async job =>
        {
            if (job.Attempt > 1)
                await job.ContinueAsync<int?>(2);
            await gate.PassAsync();
            await job.SaveStateAsync<int?>(1);
            isStopped = job.CancellationToken.IsCancellationRequested;
        };
        Task zombie = bed.WorkAsync(bed.Plain);
        await gate.Reached;
        bed.Clock.Advance(Bed.RetryTime);
        await bed.WorkAsync(bed.Plain);
        gate.Open();
        await zombie;

        Assert.True(isStopped);
        Assert.Equal((JobStatus.Pending, "2"), (bed.Record(id).Status, Encoding.UTF8.GetString(bed.Record(id).State.Span)));
    }

    [Fact]
    public async Task When_the_time_in_all_is_over_the_job_is_TIMED_OUT()
    {
        Bed bed = Make(totalSeconds: 100);
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = job => new(job.ContinueAsync<int?>(1));

        await bed.WorkAsync(bed.Plain, bed.Invocation("req-1"));
        bed.Clock.Advance(TimeSpan.FromSeconds(100) - TimeSpan.FromMilliseconds(1));
        await bed.WorkAsync(bed.Plain, bed.Invocation("req-2"));
        Assert.Equal(JobStatus.Pending, bed.Record(id).Status);
        bed.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await bed.WorkAsync(bed.Plain, bed.Invocation("req-3"));

        JobRecord record = bed.Record(id);
        Assert.Equal((JobStatus.TimedOut, JobErrorCodes.TimedOut), (record.Status, record.Error!.ErrorCode));
        Assert.Contains("100 s", record.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_goes_on_outlives_its_retention_from_its_start()
    {
        Bed bed = Make();
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = job => new(job.ContinueAsync<int?>(1));
        bed.Clock.Advance(TimeSpan.FromHours(5));

        await bed.WorkAsync(bed.Plain);

        Assert.InRange(bed.Record(id).ExpiresAt, bed.Clock.GetUtcNow().AddHours(30), bed.Clock.GetUtcNow().AddHours(30).AddSeconds(1));
    }

    [Fact]
    public async Task Where_the_next_event_is_not_taken_the_invocation_fails_and_its_retry_sends_it()
    {
        Bed bed = Make();
        string id = await bed.StartAsync(bed.Plain);
        int calls = 0;
        bed.Plain.Method = job => ++calls == 1 ? new(job.ContinueAsync<int?>(1)) : default;
        bed.Dispatcher.Before = () => throw new JobDispatchException("Throttled.");
        byte[] first = bed.Dispatcher.Last;
        Invocation invocation = new() { RequestId = "req-1" };
        Task work = bed.WorkAsync(bed.Plain, invocation);
        foreach (int pause in (int[])[50, 100, 200, 400])
        {
            await bed.Clock.TimerAsync(TimeSpan.FromMilliseconds(pause));
            bed.Clock.Advance(TimeSpan.FromMilliseconds(pause));
        }

        await Assert.ThrowsAsync<JobDispatchException>(() => work);
        Assert.Equal((JobStatus.Pending, 1, 1), (bed.Record(id).Status, calls, bed.Dispatcher.Sent.Count));

        bed.Dispatcher.Before = null;
        await DeliverAsync(bed, first, "req-1");
        Assert.Equal((1, 2), (calls, bed.Dispatcher.Sent.Count));
        await bed.WorkAsync(bed.Plain, bed.Invocation("req-2"));

        Assert.Equal((JobStatus.Succeeded, 2, 1), (bed.Record(id).Status, calls, bed.Record(id).Attempt));
    }

    [Fact]
    public async Task A_next_event_that_would_be_refused_again_is_tried_once_and_the_log_says_that_it_lasts()
    {
        Bed bed = Make();
        await bed.StartAsync(bed.Plain);
        bed.Plain.Method = job => new(job.ContinueAsync<int?>(1));
        int tries = 0;
        bed.Dispatcher.Before = () =>
        {
            tries++;
            throw new JobDispatchException("Allow lambda:InvokeFunction.") { IsTransient = false };
        };

        await Assert.ThrowsAsync<JobDispatchException>(() => bed.WorkAsync(bed.Plain));

        JobLogEntry entry = Assert.Single(bed.Log.Entries, entry => entry.Event == "job.continuation-not-dispatched");
        Assert.Equal((1, JobLogLevel.Error), (tries, entry.Level));
        Assert.Contains("cannot go on before", entry.Message, StringComparison.Ordinal);
        Assert.Contains("lambda:InvokeFunction", entry.Exception!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_duplicate_of_an_earlier_event_runs_nothing()
    {
        Bed bed = Make();
        string id = await bed.StartAsync(bed.Plain);
        int calls = 0;
        byte[] first = bed.Dispatcher.Last;
        Gate gate = new();
        bed.Plain.Method = async job =>
        {
            if (++calls == 1)
                await job.ContinueAsync<int?>(1);
            await gate.PassAsync();
        };
        await bed.WorkAsync(bed.Plain, bed.Invocation("req-1"));

        await DeliverAsync(bed, first, "req-1");
        Task work = bed.WorkAsync(bed.Plain, bed.Invocation("req-2"));
        await gate.Reached;
        bed.Clock.Advance(Bed.RetryTime);
        await DeliverAsync(bed, first, "req-1");
        gate.Open();
        await work;

        Assert.Equal((2, JobStatus.Succeeded, 1), (calls, bed.Record(id).Status, bed.Record(id).Attempt));
    }

    [Fact]
    public async Task A_cancel_comes_before_a_continuation()
    {
        Bed bed = Make();
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = async job =>
        {
            await bed.DeleteAsync(id);
            await job.ContinueAsync<int?>(1);
        };

        await bed.WorkAsync(bed.Plain);

        Assert.Equal((JobStatus.Cancelled, true), (bed.Record(id).Status, bed.Record(id).State.IsEmpty));
        Assert.Single(bed.Dispatcher.Sent);
    }

    [Fact]
    public async Task The_exception_passes_code_that_spares_cancellation_and_tasks_that_hide_it()
    {
        Bed bed = Make();
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = async job =>
        {
            try
            {
                await Task.WhenAll(Task.Run(() => job.ContinueAsync<int?>(1)), Task.CompletedTask);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Assert.Fail("It was taken for a failure.");
            }
        };

        await bed.WorkAsync(bed.Plain);

        Assert.Equal((JobStatus.Pending, 1), (bed.Record(id).Status, bed.Record(id).Continuation));
    }

    [Fact]
    public async Task A_result_stands_where_the_method_swallowed_the_exception()
    {
        Bed bed = Make();
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = async job => await Assert.ThrowsAsync<JobContinuedException>(() => job.ContinueAsync<int?>(1));

        await bed.WorkAsync(bed.Plain);

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
    }

    [Fact]
    public async Task A_state_that_the_attribute_does_not_name_is_refused_with_the_remedy()
    {
        Bed bed = Make();
        Bed without = new();

        InvalidOperationException other = await AskAsync<InvalidOperationException>(bed, job => _ = job.State<string>());
        InvalidOperationException none = await AskAsync<InvalidOperationException>(without, job => _ = job.State<string>());

        Assert.Contains("not System.String", other.Message, StringComparison.Ordinal);
        Assert.Contains("State = typeof(String)", none.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_state_may_take_100_KB_and_not_a_byte_more(int excess, bool isTaken)
    {
        PlainJob plain = new() { Saved = JobJson.Reflected<string>() };
        Bed bed = new(plain: plain);
        string state = new('x', (100 * 1024) - 2 + excess);

        if (isTaken)
        {
            await bed.StartAsync(plain);
            plain.Method = job => job.SaveStateAsync(state);
            await bed.WorkAsync(plain);
            Assert.Contains("SaveState", bed.Store.Calls);
        }
        else
        {
            ArgumentException refused = await AskAsync<ArgumentException>(bed, job => job.ContinueAsync(state));
            Assert.Contains("at most 102400", refused.Message, StringComparison.Ordinal);
        }
    }

    private static Bed Make(int totalSeconds = 86_400) =>
        new(plain: new PlainJob { Saved = JobJson.Reflected<int?>(), TotalTimeoutSeconds = totalSeconds });

    private static async Task<T> AskAsync<T>(Bed bed, Action<JobContext> ask)
        where T : Exception
    {
        await bed.StartAsync(bed.Plain);
        T? thrown = null;
        bed.Plain.Method = job =>
        {
            thrown = Assert.Throws<T>(() => ask(job));
            return default;
        };
        await bed.WorkAsync(bed.Plain);
        return thrown!;
    }

    private static async Task DeliverAsync(Bed bed, byte[] payload, string requestId)
    {
        using PooledBuffer reply = new();
        await bed.App.WorkAsync(bed.Plain, payload, bed.Invocation(requestId), reply);
    }
}
