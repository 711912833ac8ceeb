using AsyncJobs.Binding;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Joining;

/// <summary>What a job that waits for others reads of the table.</summary>
public sealed class JoinReadsTests
{
    private static readonly string[] s_ids = [.. "abc".Select(static letter => new string(letter, 26))];

    [Fact]
    public async Task Only_jobs_that_have_not_ended_are_read_again()
    {
        Bed bed = await MakeAsync(JobStatus.Succeeded, JobStatus.Failed, JobStatus.Pending);
        int reads = 0;
        bed.Store.Before = call =>
        {
            if (call == "get" && ++reads == 7)
                bed.Store.Put(Record(s_ids[2], JobStatus.Succeeded));
            return default;
        };
        JobStatus?[] ends = [];
        bed.Plain.Method = async job => ends = [.. (await job.WaitAllAsync(s_ids, s_ids)).Select(static one => one.Job?.Status)];

        await bed.WorkAsync(bed.Plain);

        Assert.Equal([JobStatus.Succeeded, JobStatus.Failed, JobStatus.Succeeded], ends);
        Assert.Equal(7, reads);
    }

    [Fact]
    public async Task An_invocation_looks_seldom_and_waits_until_it_is_nearly_over()
    {
        Bed bed = await MakeAsync(JobStatus.Pending, JobStatus.Pending, JobStatus.Pending);
        bed.Plain.Method = async job => await job.WaitAllAsync(s_ids, s_ids);

        await bed.WorkAsync(bed.Plain);

        // Of the 59 s before the reserve a tenth stays for the end of the method.
        Assert.InRange(bed.Clock.GetUtcNow() - TestClock.Noon, TimeSpan.FromSeconds(52), TimeSpan.FromSeconds(54));
        Assert.InRange(bed.Store.Calls.Count(static call => call == "get") / 3, 12, 35);
        Assert.Contains("Continue", bed.Store.Calls);
    }

    [Fact]
    public async Task A_look_that_takes_until_the_time_is_over_is_left_to_the_next_invocation()
    {
        Bed bed = await MakeAsync(JobStatus.Pending, JobStatus.Pending, JobStatus.Pending);
        int held = 0;
        bed.Store.Hold = async (call, token) =>
        {
            if (call != "get")
                return;
            if (Interlocked.Increment(ref held) == 1)
                bed.Clock.Advance(TimeSpan.FromSeconds(54));
            await Task.Delay(Timeout.Infinite, token);
        };
        bed.Plain.Method = async job => await job.WaitAllAsync(s_ids, s_ids);

        await bed.WorkAsync(bed.Plain);

        Assert.Contains("Continue", bed.Store.Calls);
    }

    [Fact]
    public async Task A_table_that_stays_down_ends_the_attempt()
    {
        Bed bed = await MakeAsync(JobStatus.Pending, JobStatus.Pending, JobStatus.Pending);
        bed.Store.Before = static call => call == "get" ? throw new IOException("The table is down.") : default;
        Exception? failure = null;
        bed.Plain.Method = async job =>
        {
            failure = await Xunit.Record.ExceptionAsync(() => job.WaitAllAsync(s_ids, s_ids));
        };

        await bed.WorkAsync(bed.Plain);

        Assert.IsType<IOException>(failure);
        Assert.Equal(4, bed.Log.Events.Count(static name => name == "job.wait-not-read"));
    }

    [Fact]
    public async Task An_invocation_that_has_less_time_than_its_method_asks_for_returns_what_has_ended()
    {
        Bed bed = await MakeAsync(JobStatus.Succeeded, JobStatus.Failed, JobStatus.Succeeded);
        JobJoin<NoResult>? joined = null;
        bed.Plain.Method = async job => joined = await job.WaitAllAsync(s_ids, s_ids, new() { TimeAfter = TimeSpan.FromSeconds(29) });

        await bed.WorkAsync(bed.Plain, bed.Invocation(time: TimeSpan.FromSeconds(20)));

        Assert.Equal(3, joined?.Count);
        Assert.DoesNotContain("Continue", bed.Store.Calls);
    }

    [Fact]
    public async Task An_invocation_that_has_less_time_than_its_method_asks_for_waits_for_half_of_it()
    {
        Bed bed = await MakeAsync(JobStatus.Pending, JobStatus.Pending, JobStatus.Pending);
        bed.Plain.Method = async job => await job.WaitAllAsync(s_ids, s_ids, new() { TimeAfter = TimeSpan.FromSeconds(29) });

        await bed.WorkAsync(bed.Plain, bed.Invocation("req-1", TimeSpan.FromSeconds(20)));
        DateTimeOffset between = bed.Clock.GetUtcNow();
        await bed.WorkAsync(bed.Plain, bed.Invocation("req-2", TimeSpan.FromSeconds(20)));

        Assert.InRange(between - TestClock.Noon, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(10));
        Assert.InRange(bed.Clock.GetUtcNow() - between, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_method_that_takes_long_before_it_waits_goes_on_once_for_the_time_after()
    {
        Bed bed = await MakeAsync(JobStatus.Succeeded, JobStatus.Succeeded, JobStatus.Succeeded);
        List<bool> joined = [];
        bed.Plain.Method = async job =>
        {
            bed.Clock.Advance(TimeSpan.FromSeconds(45));
            joined.Add(false);
            await job.WaitAllAsync(s_ids, s_ids, new() { TimeAfter = TimeSpan.FromSeconds(20) });
            joined[^1] = true;
        };

        await bed.WorkAsync(bed.Plain, bed.Invocation("req-1"));
        await bed.WorkAsync(bed.Plain, bed.Invocation("req-2"));

        Assert.Equal([false, true], joined);
    }

    [Fact]
    public async Task A_look_that_is_cancelled_by_itself_is_not_the_end_of_the_time()
    {
        Bed bed = await MakeAsync(JobStatus.Succeeded, JobStatus.Succeeded, JobStatus.Succeeded);
        int looks = 0;
        bed.Store.Before = call => call == "get" && looks++ == 0 ? throw new TaskCanceledException("The request was cancelled.") : default;
        bed.Plain.Method = async job => await job.WaitAllAsync(s_ids, s_ids);

        await bed.WorkAsync(bed.Plain);

        Assert.DoesNotContain("Continue", bed.Store.Calls);
        Assert.Contains("job.wait-not-read", bed.Log.Events);
    }

    [Fact]
    public async Task A_wait_for_one_goes_on_after_a_look_that_is_cancelled_by_itself()
    {
        Bed bed = await MakeAsync();
        bed.Store.Put(Record(s_ids[0], JobStatus.Succeeded) with { Job = bed.Report.Name });
        int looks = 0;
        bed.Store.Before = call => call == "get" && looks++ == 0 ? throw new TaskCanceledException("The request was cancelled.") : default;

        JobSnapshot<string?>? ended = await bed.App.WaitAsync(bed.Report, s_ids[0], TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Equal(JobStatus.Succeeded, ended?.Status);
        Assert.Equal(2, looks);
    }

    private static async Task<Bed> MakeAsync(params JobStatus[] others)
    {
        Bed bed = new(plain: new PlainJob { Saved = JobJson.Reflected<string[]>() }, cancelPoll: Timeout.InfiniteTimeSpan);

        // A pause is over as soon as it begins. What ends by a token is no pause.
        bed.Clock.Intercept = (due, callback, state) =>
        {
            if (state is CancellationTokenSource || due > TimeSpan.FromSeconds(12.5) || due <= TimeSpan.Zero)
                return false;
            _ = Task.Run(() =>
            {
                bed.Clock.Advance(due);
                callback(state);
            });
            return true;
        };
        for (int i = 0; i < others.Length; i++)
            bed.Store.Put(Record(s_ids[i], others[i]));
        await bed.StartAsync(bed.Plain);
        return bed;
    }

    private static JobRecord Record(string id, JobStatus status) => new()
    {
        Id = id,
        Job = "report",
        Status = status,
        CreatedAt = TestClock.Noon,
        ExpiresAt = TestClock.Noon.AddDays(1),
        Attempt = status is JobStatus.Pending ? 0 : 1,
        FinishedAt = status is JobStatus.Pending ? null : TestClock.Noon,
    };
}
