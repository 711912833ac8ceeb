using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Lifecycle;

/// <summary>Random lives of a job. Tokens, requests and times are few, so that steps often meet a lease, its end or a repeat.</summary>
public sealed class StateMachineTests
{
    private const int MaxAttempts = 3;

    private static readonly DateTimeOffset s_expiry = TestClock.Noon.AddDays(1);
    private static readonly ReadOnlyMemory<byte> s_state = "1"u8.ToArray();
    private static readonly JobError s_error = new(JobErrorCodes.MethodFailed, "no", "r");

    private static readonly Gen<string> s_token = Gen.Elements("a", "b", "c", "d");
    private static readonly Gen<string> s_request = Gen.Elements("r", "s");

    private static readonly Gen<long> s_sequence = Gen.Choose(1, 4).Select(number => (long)number);

    private static readonly Gen<JobTransition> s_transition = Gen.Frequency(
        (6, from token in s_token
            from request in s_request
            from until in Gen.Choose(0, 9)
            from retryFrom in Gen.Choose(0, 9)
            from continuation in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Constant(1)), (1, Gen.Constant(2)))
            select (JobTransition)new JobTransition.Claim(
                new JobLease(token, request, TestClock.Noon.AddSeconds(until), TestClock.Noon.AddSeconds(retryFrom)), MaxAttempts, continuation)),
        (1, from token in s_token
            from sequence in s_sequence
            select (JobTransition)new JobTransition.SaveState(token, s_state, sequence)),
        (3, s_token.Select(token => (JobTransition)new JobTransition.Continue(token, s_state, s_expiry))),
        (2, from token in s_token
            from sequence in s_sequence
            select (JobTransition)new JobTransition.ReportProgress(token, new JobProgress(0.5, token), sequence)),
        (3, s_token.Select(token => (JobTransition)new JobTransition.Release(token, s_error))),
        (2, from token in s_token
            from status in Gen.Elements(JobStatus.Succeeded, JobStatus.Failed, JobStatus.TimedOut, JobStatus.Cancelled)
            from unlessToStop in Gen.Elements(true, false)
            select (JobTransition)new JobTransition.Finish(token, status, default, null, s_expiry) { UnlessToStop = unlessToStop }),
        (1, Gen.Constant((JobTransition)new JobTransition.Cancel(s_expiry))),
        (2, Gen.Constant((JobTransition)new JobTransition.RequestCancel())),
        (1, from request in s_request
            from continuation in Gen.Choose(0, 2)
            from redispatch in Gen.Frequency((3, Gen.Constant((string?)null)), (1, s_token.Select(token => (string?)token)))
            select (JobTransition)new JobTransition.Settle(request, s_error, s_expiry, continuation) { RedispatchToken = redispatch }),
        (1, from token in s_token
            from until in Gen.Choose(0, 9)
            select (JobTransition)new JobTransition.Redispatch(token, TestClock.Noon.AddSeconds(until))),
        (1, from token in s_token
            from isSent in Gen.Elements(true, false)
            select (JobTransition)new JobTransition.RecordRedispatch(token, isSent)),
        (1, Gen.Constant((JobTransition)new JobTransition.DoubtStart())));

    private static readonly Gen<(JobTransition Transition, int Second)[]> s_life =
        s_transition.SelectMany(_ => Gen.Choose(0, 2), (transition, passed) => (transition, passed)).ArrayOf()
            .Select(steps =>
            {
                int second = 0;
                return steps.Select(step => (step.transition, second += step.passed)).ToArray();
            });

    private static JobRecord New => new()
    {
        Id = "00000000000000000000000000",
        Job = "plain",
        Status = JobStatus.Pending,
        CreatedAt = TestClock.Noon,
        ExpiresAt = s_expiry,
    };

    [Fact]
    public void What_is_final_never_changes() => ForEachStep((before, transition, now, after) =>
    {
        if (before.IsFinished)
            Assert.Null(after);
    });

    [Fact]
    public void There_are_never_more_attempts_than_allowed_and_each_is_a_claim() => ForEachStep((before, transition, now, after) =>
    {
        if (after is null)
            return;

        Assert.InRange(after.Attempt, 0, MaxAttempts);
        Assert.Equal(before.Attempt + (transition is JobTransition.Claim && !before.IsContinued ? 1 : 0), after.Attempt);
    });

    [Fact]
    public void Each_continuation_has_one_event_that_can_claim_it() => ForEachStep((before, transition, now, after) =>
    {
        if (after is null)
            return;

        Assert.Equal(before.Continuation + (transition is JobTransition.Continue ? 1 : 0), after.Continuation);
        Assert.Equal(transition is JobTransition.Continue || (before.IsContinued && after.Status is JobStatus.Pending), after.IsContinued);
        Assert.True(!after.IsFinished || after.State.IsEmpty);
        if (transition is JobTransition.Claim claim)
            Assert.Equal(before.Continuation, claim.Continuation);
    });

    [Fact]
    public void Only_who_holds_the_lease_writes() => ForEachStep((before, transition, now, after) =>
    {
        string? token = transition switch
        {
            JobTransition.ReportProgress report => report.LeaseToken,
            JobTransition.SaveState save => save.LeaseToken,
            JobTransition.Continue go => go.LeaseToken,
            JobTransition.Release release => release.LeaseToken,
            JobTransition.Finish finish => finish.LeaseToken,
            _ => null,
        };
        if (token is not null && (before.Status is not JobStatus.Running || before.Lease!.Token != token))
            Assert.Null(after);
    });

    [Fact]
    public void A_lease_passes_on_only_at_its_end_or_to_the_retry_of_its_request() => ForEachStep((before, transition, now, after) =>
    {
        if (before.Status is JobStatus.Running && after is not null && transition is JobTransition.Claim claim)
        {
            Assert.True(before.Lease!.Until <= now || (before.Lease.RequestId == claim.Lease.RequestId && before.Lease.RetryFrom <= now));
            Assert.Null(before.CancelRequestedAt);
        }
    });

    [Fact]
    public void The_fields_of_a_record_agree_with_its_status() => ForEachStep((before, transition, now, after) =>
    {
        if (after is null)
            return;

        Assert.Equal(after.IsFinished, after.FinishedAt is not null);
        Assert.Equal(after.Attempt > 0, after.StartedAt is not null);
        Assert.Equal(after.Attempt > 0, after.Lease is not null);
        Assert.True(before.StartedAt is null || before.StartedAt == after.StartedAt);
        Assert.True(before.CancelRequestedAt is null || before.CancelRequestedAt == after.CancelRequestedAt);
        Assert.Equal((before.Id, before.Job, before.CreatedAt, before.Owner), (after.Id, after.Job, after.CreatedAt, after.Owner));
        if (after.Status is JobStatus.Running)
            Assert.Null(after.Error);
        if (after.Status is JobStatus.Pending)
            Assert.Null(after.CancelRequestedAt);
    });

    [Fact]
    public void Status_never_goes_back_but_between_two_attempts() => ForEachStep((before, transition, now, after) =>
    {
        if (after is not null && after.Status < before.Status)
            Assert.Equal((JobStatus.Running, JobStatus.Pending, true), (before.Status, after.Status, transition is JobTransition.Release or JobTransition.Continue));
    });

    [Fact]
    public void A_workers_write_that_comes_twice_is_recognised_and_changes_nothing() => ForEachStep((before, transition, now, after) =>
    {
        if (after is null || transition is JobTransition.Cancel or JobTransition.Settle or JobTransition.RecordRedispatch { IsSent: false })
            return;
        if (transition is JobTransition.Redispatch again && again.Until <= now)
            return;
        if (transition is JobTransition.DoubtStart)
        {
            // It has no holder, and says the same each time.
            Assert.Equal(after, JobStateMachine.Apply(after, transition, now));
            return;
        }

        Assert.Null(JobStateMachine.Apply(after, transition, now));
        Assert.True(JobStateMachine.IsAlreadyApplied(after, transition));
    });

    [Fact]
    public void A_write_that_was_never_made_is_not_taken_for_one_that_was() => ForEachLife(life =>
    {
        JobRecord record = New;
        HashSet<string> made = [];
        foreach ((JobTransition transition, int second) in life)
        {
            JobRecord? next = JobStateMachine.Apply(record, transition, TestClock.Noon.AddSeconds(second));
            string name = transition switch
            {
                JobTransition.Claim claim => "claim " + claim.Lease.Token,
                JobTransition.Continue go => "continue " + go.LeaseToken,
                JobTransition.Release release => "release " + release.LeaseToken,
                JobTransition.Finish finish => $"finish {finish.LeaseToken} {finish.Status}",

                // Of a cancel between two attempts and one by the last attempt nobody can tell which it was, and nobody needs to.
                JobTransition.Cancel => $"finish {record.Lease?.Token} {JobStatus.Cancelled}",
                _ => transition.GetType().Name,
            };
            if (next is not null)
                made.Add(name);
            else if (JobStateMachine.IsAlreadyApplied(record, transition))
                Assert.Contains(name, made);
            record = next ?? record;
        }
    });

    [Fact]
    public void Every_life_reaches_a_final_state_when_the_platform_gives_up() => ForEachLife(life =>
    {
        JobRecord record = Live(life);
        JobTransition.Settle settle = new(record.Lease?.RequestId ?? "any", s_error, s_expiry, record.Continuation)
        {
            RedispatchToken = record.Redispatch?.Token,
        };

        JobRecord? settled = JobStateMachine.Apply(record, settle, record.Lease?.Until ?? TestClock.Noon);

        Assert.True(record.IsFinished || settled is { Status: JobStatus.Failed } || record.CancelRequestedAt is not null);
    });

    [Fact]
    public void Only_the_event_that_a_job_depends_on_settles_it() => ForEachStep((before, transition, now, after) =>
    {
        if (after is not null && transition is JobTransition.Settle settle)
        {
            Assert.True(before.IsContinued
                ? before.Continuation == settle.Continuation
                : before.Lease is null || before.Lease.RequestId == settle.RequestId);
            Assert.Equal(before.Redispatch?.Token, settle.RedispatchToken);
        }
    });

    [Fact]
    public void An_end_that_a_cancel_refuses_is_not_written_where_the_job_is_to_stop() => ForEachStep((before, transition, now, after) =>
    {
        if (after is not null && transition is JobTransition.Finish { UnlessToStop: true })
            Assert.Null(before.CancelRequestedAt);
    });

    [Fact]
    public void A_live_lease_is_not_settled_whatever_the_platform_says() => ForEachStep((before, transition, now, after) =>
    {
        if (after is not null && transition is JobTransition.Settle && before.Status is JobStatus.Running)
            Assert.True(before.Lease!.Until <= now);
    });

    [Fact]
    public void A_state_or_progress_that_was_held_back_on_the_wire_does_not_replace_a_later_one() => ForEachStep((before, transition, now, after) =>
    {
        if (after is null)
            return;

        Assert.True(after.StateSequence >= before.StateSequence);
        Assert.True(after.ProgressSequence >= before.ProgressSequence);
        if (transition is JobTransition.SaveState save)
            Assert.True(save.Sequence > before.StateSequence);
        if (transition is JobTransition.ReportProgress report)
            Assert.True(report.Sequence > before.ProgressSequence);
    });

    [Fact]
    public void One_repeated_start_at_a_time_sends_the_event_again_and_none_once_it_was_sent() => ForEachStep((before, transition, now, after) =>
    {
        if (after is null || transition is not JobTransition.Redispatch)
            return;

        Assert.Equal((JobStatus.Pending, 0), (before.Status, before.Attempt));
        Assert.True(before.Redispatch is null || (before.Redispatch.SentAt is null && before.Redispatch.Until <= now));
    });

    [Fact]
    public void A_start_is_unsure_from_its_doubt_until_a_worker_has_the_job_and_never_again() => ForEachStep((before, transition, now, after) =>
    {
        if (after is null)
            return;

        Assert.Equal(transition is JobTransition.DoubtStart || (before.IsStartUnsure && after is { Status: JobStatus.Pending, Attempt: 0 }), after.IsStartUnsure);
        if (transition is JobTransition.DoubtStart)
            Assert.Null(before.Lease);
    });

    private static JobRecord Live((JobTransition Transition, int Second)[] life) =>
        life.Aggregate(New, (record, step) => JobStateMachine.Apply(record, step.Transition, TestClock.Noon.AddSeconds(step.Second)) ?? record);

    private static void ForEachLife(Action<(JobTransition Transition, int Second)[]> check) =>
        Prop.ForAll(s_life.ToArbitrary(), check).Check(RandomCases.Config.WithMaxTest(500));

    private static void ForEachStep(Action<JobRecord, JobTransition, DateTimeOffset, JobRecord?> check) => ForEachLife(life =>
    {
        JobRecord record = New;
        foreach ((JobTransition transition, int second) in life)
        {
            DateTimeOffset now = TestClock.Noon.AddSeconds(second);
            JobRecord? next = JobStateMachine.Apply(record, transition, now);
            check(record, transition, now, next);
            record = next ?? record;
        }
    });
}
