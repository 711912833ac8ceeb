using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Ending;

/// <summary>Jobs that do not end by themselves end through a message of the queue, and not while a worker may have them.</summary>
public sealed class LaterLookTests
{
    [Fact]
    public async Task A_job_that_was_cancelled_while_it_ran_and_whose_worker_crashed_ends_with_its_lease_although_nobody_reads_it()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("t", "req-1", TestClock.Noon.AddSeconds(60)), TestClock.Noon);
        await bed.DeleteAsync(id);

        // The platform's retry of the crashed invocation.
        bed.Clock.Advance(TimeSpan.FromSeconds(40));
        await bed.WorkAsync();
        Assert.Equal(JobStatus.Running, bed.Record(id).Status);
        (string message, TimeSpan delay) = Assert.Single(bed.Delayed.Sent);
        Assert.Equal(TimeSpan.FromSeconds(20), delay);
        bed.Clock.Advance(delay);
        Assert.Empty(await bed.TakeMessagesAsync(message));

        Assert.Equal(JobStatus.Cancelled, bed.Record(id).Status);
    }

    [Fact]
    public async Task A_crash_in_a_continuation_whose_attempts_are_used_up_ends_the_job_with_its_lease()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            JobTransition.Claim claim = Taken.By($"t{attempt}", "req-1", TestClock.Noon.AddSeconds(60));
            bed.Store.Force(id, attempt < 3 ? claim : claim with { Lease = claim.Lease with { RequestId = "req-1" } }, TestClock.Noon);
            if (attempt < 3)
                bed.Store.Force(id, new JobTransition.Release($"t{attempt}", new JobError(1, "no")), TestClock.Noon);
        }

        bed.Clock.Advance(TimeSpan.FromSeconds(40));
        await bed.WorkAsync();
        (string message, TimeSpan delay) = Assert.Single(bed.Delayed.Sent);
        bed.Clock.Advance(delay);
        await bed.TakeMessagesAsync(message);

        Assert.Equal((JobStatus.Failed, JobErrorCodes.Lost), (bed.Record(id).Status, bed.Record(id).Error!.ErrorCode));
    }

    [Fact]
    public async Task A_message_that_comes_before_its_time_is_put_off_until_then()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        string message = Message(id, TestClock.Noon.AddHours(3));

        Assert.Equal(["m0"], await bed.TakeMessagesAsync(message));

        Assert.Equal(TimeSpan.FromHours(3), bed.Delayed.Postponed["r0"]);
        Assert.Empty(bed.Store.Calls);
    }

    [Fact]
    public async Task A_job_that_is_at_work_is_put_off_until_its_lease_is_over_and_the_platforms_retry_had_its_time()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("t", "req-1", TestClock.Noon.AddSeconds(60)), TestClock.Noon);

        Assert.Equal(["m0"], await bed.TakeMessagesAsync(Message(id, TestClock.Noon)));

        Assert.Equal(TimeSpan.FromMinutes(11), bed.Delayed.Postponed["r0"]);
        bed.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Empty(await bed.TakeMessagesAsync(Message(id, TestClock.Noon)));
        Assert.Equal((JobStatus.Failed, JobErrorCodes.Lost), (bed.Record(id).Status, bed.Record(id).Error!.ErrorCode));
    }

    [Fact]
    public async Task A_job_that_has_ended_or_is_gone_needs_nothing_more()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        await bed.WorkAsync();
        JobRecord before = bed.Record(id);

        Assert.Empty(await bed.TakeMessagesAsync(Message(id, TestClock.Noon), Message(JobId.New(), TestClock.Noon)));

        Assert.Equal(before, bed.Record(id));
    }

    [Fact]
    public async Task What_cannot_be_done_or_understood_comes_again_and_the_rest_of_the_batch_is_done()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("t", "req-1", TestClock.Noon.AddSeconds(1)), TestClock.Noon);
        await bed.DeleteAsync(id);
        bed.Clock.Advance(TimeSpan.FromSeconds(2));

        string[] again = await bed.TakeMessagesAsync(
            "no json", """{"asyncJobsDelayed":2,"kind":"look"}""", """{"asyncJobsDelayed":1,"kind":"callback"}""", "null", Message(id, TestClock.Noon));

        Assert.Equal(["m0", "m1", "m2", "m3"], again);
        Assert.Equal(JobStatus.Cancelled, bed.Record(id).Status);
    }

    [Fact]
    public async Task A_queue_that_takes_nothing_fails_the_invocation_so_that_the_platform_delivers_the_event_again()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("t", "req-1", TestClock.Noon.AddSeconds(60)), TestClock.Noon);
        await bed.DeleteAsync(id);
        bed.Delayed.Failure = new IOException("no queue");

        await Assert.ThrowsAsync<IOException>(() => bed.WorkAsync());
    }

    [Fact]
    public async Task A_deployment_without_the_queue_says_what_it_lacks()
    {
        Bed bed = new(hasQueue: false);
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("t", "req-1", TestClock.Noon.AddSeconds(60)), TestClock.Noon);
        await bed.DeleteAsync(id);

        await bed.WorkAsync();

        Assert.Contains("job.no-later-look", bed.Log.Events);
    }

    [Fact]
    public async Task A_job_that_was_given_back_for_another_attempt_ends_although_neither_the_attempt_nor_the_platforms_word_comes()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Report.Method = (_, _) => throw new InvalidOperationException();
        await Assert.ThrowsAsync<JobAttemptFailedException>(() => bed.WorkAsync());

        (string message, TimeSpan delay) = Assert.Single(bed.Delayed.Sent);
        Assert.Equal(TimeSpan.FromSeconds(65) + TimeSpan.FromMinutes(10), delay);
        bed.Clock.Advance(delay);
        Assert.Equal(["m0"], await bed.TakeMessagesAsync(message));
        Assert.Equal(TimeSpan.FromHours(6), bed.Delayed.Postponed["r0"]);
        bed.Clock.Advance(TimeSpan.FromHours(6));
        Assert.Empty(await bed.TakeMessagesAsync(message));

        Assert.Equal((JobStatus.Failed, JobErrorCodes.Lost), (bed.Record(id).Status, bed.Record(id).Error!.ErrorCode));
    }

    [Fact]
    public async Task The_look_is_sent_before_the_job_is_given_back()
    {
        Bed bed = new();
        await bed.StartAsync();
        bed.Report.Method = (_, _) => throw new InvalidOperationException();
        int sent = 0;
        bed.Store.Before = call =>
        {
            if (call == "Release")
                sent = bed.Delayed.Sent.Count;
            return default;
        };

        await Assert.ThrowsAsync<JobAttemptFailedException>(() => bed.WorkAsync());

        Assert.Equal(1, sent);
    }

    [Fact]
    public async Task A_job_whose_every_attempt_runs_out_of_memory_ends_although_the_platforms_word_is_lost()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("t", "req-1", TestClock.Noon.AddSeconds(65)), TestClock.Noon);
        bed.Clock.Advance(TimeSpan.FromMinutes(1));

        // The second attempt ends with its process, at any point of its method.
        int before = -1;
        Gate gate = new();
        bed.Report.Method = async (_, _) =>
        {
            before = bed.Delayed.Sent.Count;
            await gate.PassAsync();
            return null;
        };
        _ = bed.WorkAsync();
        await gate.Reached;
        Assert.Equal(1, before);
        (string message, TimeSpan delay) = Assert.Single(bed.Delayed.Sent);
        bed.Clock.Advance(delay);
        await bed.TakeMessagesAsync(message);

        Assert.Equal((JobStatus.Failed, JobErrorCodes.Lost), (bed.Record(id).Status, bed.Record(id).Error!.ErrorCode));
    }

    [Fact]
    public async Task A_queue_that_takes_nothing_does_not_keep_a_later_attempt_from_its_work()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Delayed.Failure = new IOException("no queue");
        bed.Report.Method = (_, job) => job.Attempt < 3 ? throw new InvalidOperationException() : new("done");

        await Assert.ThrowsAsync<JobAttemptFailedException>(() => bed.WorkAsync());
        Assert.Equal(JobStatus.Pending, bed.Record(id).Status);
        await Assert.ThrowsAsync<JobAttemptFailedException>(() => bed.WorkAsync());
        await bed.WorkAsync();

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
        Assert.Equal(3, bed.Log.Events.Count(name => name == "job.look-not-sent"));
    }

    [Fact]
    public async Task A_queue_that_does_not_answer_takes_two_seconds_of_a_later_attempt()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("t", "req-1", TestClock.Noon), TestClock.Noon);
        bed.Delayed.IsHanging = true;

        Task work = bed.WorkAsync();
        await bed.Clock.TimerAsync(TimeSpan.FromSeconds(2));
        bed.Clock.Advance(TimeSpan.FromSeconds(2));
        await work;

        Assert.Equal((JobStatus.Succeeded, 2), (bed.Record(id).Status, bed.Record(id).Attempt));
    }

    [Fact]
    public async Task A_deployment_without_the_queue_says_nothing_about_attempts_that_fail()
    {
        Bed bed = new(hasQueue: false);
        await bed.StartAsync();
        bed.Report.Method = (_, _) => throw new InvalidOperationException();

        await Assert.ThrowsAsync<JobAttemptFailedException>(() => bed.WorkAsync());

        Assert.Equal(["job.accepted", "job.attempt-failed"], bed.Log.Events);
    }

    [Fact]
    public async Task A_status_that_a_newer_version_wrote_is_looked_at_again_until_the_job_expires()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        JobRecord newer = bed.Record(id) with { Status = JobStatus.Unknown, UnknownStatus = "PAUSED" };
        bed.Store.Put(newer);

        Assert.Equal(["m0"], await bed.TakeMessagesAsync(Message(id, TestClock.Noon)));
        Assert.Equal(TimeSpan.FromHours(1), bed.Delayed.Postponed["r0"]);
        Assert.Equal(newer, bed.Record(id));
        bed.Clock.Advance(newer.ExpiresAt - TestClock.Noon);

        Assert.Empty(await bed.TakeMessagesAsync(Message(id, TestClock.Noon)));
    }

    [Fact]
    public async Task A_job_that_has_ended_with_a_status_that_a_newer_version_wrote_needs_nothing_more()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Put(bed.Record(id) with { Status = JobStatus.Unknown, UnknownStatus = "SKIPPED", FinishedAt = TestClock.Noon });

        Assert.Empty(await bed.TakeMessagesAsync(Message(id, TestClock.Noon)));
    }

    [Fact]
    public async Task A_job_that_goes_well_puts_nothing_into_the_queue()
    {
        Bed bed = new();
        await bed.StartAsync();
        await bed.WorkAsync();

        Assert.Empty(bed.Delayed.Sent);
    }

    private static string Message(string id, DateTimeOffset at) => new DelayedMessage(id, "reports", at).Write();
}
