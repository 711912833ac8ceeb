using System.Text;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Lifecycle;

/// <summary>The history of a job's attempts, and the attempt that it does not have.</summary>
public sealed class JobHistoryTests
{
    private static readonly JobRecord s_running = new()
    {
        Id = "00000000000000000000000000",
        Job = "plain",
        Status = JobStatus.Running,
        CreatedAt = TestClock.Noon,
        StartedAt = TestClock.Noon,
        ExpiresAt = TestClock.Noon.AddDays(1),
        Attempt = 1,
        Lease = new JobLease(LeaseToken.New(TestClock.Noon), "r", TestClock.Noon.AddSeconds(60), TestClock.Noon),
    };

    [Fact]
    public void It_keeps_the_latest_ten_and_counts_the_others() => Prop.ForAll(Gen.Choose(0, 1000).ToArbitrary(), count =>
    {
        JobHistory history = Of(count);

        Assert.Equal(Enumerable.Range(1, count).TakeLast(10), history.Attempts.Select(attempt => attempt.Attempt));
        Assert.Equal(Math.Max(0, count - 10), history.LeftOut);
    }).Check(RandomCases.Config);

    [Fact]
    public void Two_with_the_same_attempts_are_equal()
    {
        Assert.Equal(Of(3), Of(3));
        Assert.Equal(Of(3).GetHashCode(), Of(3).GetHashCode());
        Assert.NotEqual(Of(3), Of(4));
        Assert.NotEqual(Of(13), Of(13) with { LeftOut = 2 });
        Assert.Equal(s_running with { History = Of(2) }, s_running with { History = Of(2) });
    }

    [Fact]
    public void Nobody_changes_it_by_the_list_that_it_was_made_of()
    {
        JobAttempt[] attempts = [.. Of(2).Attempts];
        JobHistory history = new(attempts, 0);

        attempts[0] = attempts[1];

        Assert.Equal(Of(2), history);
        Assert.IsNotType<JobAttempt[]>(history.Attempts);
    }

    [Theory]
    [InlineData("no", "no")]
    [InlineData("", "")]
    [InlineData("x*256", "x*256")]
    [InlineData("x*257", "x*256")]
    [InlineData("ä*128", "ä*128")]
    [InlineData("ä*129", "ä*128")]
    [InlineData("漢*90", "漢*85")]
    [InlineData("🙂*65", "🙂*64")]
    public void A_message_is_cut_at_256_bytes_and_never_within_a_character(string message, string kept)
    {
        JobError error = new(10_000, Text(message), "r", "pricing");

        JobAttempt ended = JobAttempt.Of(s_running).Failed(error, TestClock.Noon);

        Assert.Equal(new JobError(10_000, Text(kept)), ended.Error);
        Assert.InRange(Encoding.UTF8.GetByteCount(ended.Error!.Message), 0, 256);
    }

    [Fact]
    public void A_claim_says_when_the_attempt_before_was_lost_for_certain()
    {
        JobTransition.Claim late = new(new JobLease("b", "s", TestClock.Noon.AddHours(1), TestClock.Noon), 3);
        JobTransition.Claim retry = new(new JobLease("b", "r", TestClock.Noon.AddHours(1), TestClock.Noon), 3);

        JobRecord? taken = JobStateMachine.Apply(s_running, late, TestClock.Noon.AddMinutes(9));
        JobRecord? tried = JobStateMachine.Apply(s_running, retry, TestClock.Noon.AddSeconds(30));

        JobAttempt lost = new(1, "r", TestClock.Noon, TestClock.Noon.AddSeconds(60), JobAttemptStatus.Lost, null);
        Assert.Equal([lost], taken!.History.Attempts);
        Assert.Equal([lost with { EndedAt = TestClock.Noon.AddSeconds(30) }], tried!.History.Attempts);
    }

    [Theory]
    [InlineData(JobStatus.Running, 0, JobAttemptStatus.Running)]
    [InlineData(JobStatus.Succeeded, 0, JobAttemptStatus.Succeeded)]
    [InlineData(JobStatus.Failed, 1001, JobAttemptStatus.Failed)]
    [InlineData(JobStatus.Failed, 1003, JobAttemptStatus.Lost)]
    [InlineData(JobStatus.Failed, 1004, JobAttemptStatus.Lost)]
    [InlineData(JobStatus.Failed, 10_000, JobAttemptStatus.Failed)]
    [InlineData(JobStatus.TimedOut, 1002, JobAttemptStatus.TimedOut)]
    [InlineData(JobStatus.Cancelled, 0, JobAttemptStatus.Cancelled)]
    [InlineData(JobStatus.Unknown, 0, JobAttemptStatus.Unknown)]
    public void The_latest_attempt_is_what_the_job_says(JobStatus status, int code, JobAttemptStatus expected)
    {
        DateTimeOffset? finishedAt = status >= JobStatus.Succeeded ? TestClock.Noon.AddSeconds(5) : null;
        JobError? error = code == 0 ? null : new JobError(code, "no");

        JobRecord record = s_running with { Status = status, FinishedAt = finishedAt, Error = error };

        Assert.Equal(new JobAttempt(1, "r", TestClock.Noon, finishedAt, expected, error), record.LatestAttempt);
    }

    [Fact]
    public void A_job_that_ended_between_two_attempts_has_none_that_its_history_lacks()
    {
        JobHistory history = JobHistory.Empty.With(JobAttempt.Of(s_running).Failed(new JobError(1001, "no"), TestClock.Noon));
        JobTransition.Release release = new(s_running.Lease!.Token, new JobError(1001, "no")) { History = history };
        JobRecord waiting = JobStateMachine.Apply(s_running, release, TestClock.Noon)!;

        JobRecord cancelled = JobStateMachine.Apply(waiting, new JobTransition.Cancel(TestClock.Noon.AddDays(1)), TestClock.Noon)!;
        JobRecord settled = JobStateMachine.Apply(
            waiting, new JobTransition.Settle("r", new JobError(1004, "no"), TestClock.Noon.AddDays(1)), TestClock.Noon)!;

        Assert.All([waiting, cancelled, settled], record => Assert.Equal((null, history), (record.LatestAttempt, record.History)));
        Assert.Null((s_running with { Status = JobStatus.Pending, Attempt = 0, Lease = null }).LatestAttempt);
    }

    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(2, 0, false)]
    [InlineData(1, 1, false)]
    public void The_start_of_an_attempt_whose_token_does_not_tell_it_is_known_of_the_first_alone(int attempt, int continuation, bool isKnown)
    {
        JobRecord record = s_running with { Attempt = attempt, Continuation = continuation, Lease = s_running.Lease! with { Token = "older" } };

        Assert.Equal(isKnown ? TestClock.Noon : null, record.LatestAttempt!.StartedAt);
    }

    [Fact]
    public void Every_status_has_a_name_of_its_own_and_is_read_by_it()
    {
        JobAttemptStatus[] all = Enum.GetValues<JobAttemptStatus>();

        Assert.All(all, status => Assert.Equal(status, JobAttemptStatusExtensions.Of(status.ToWireName())));
        Assert.Equal(all.Length, all.Select(status => status.ToWireName()).Distinct().Count());
        Assert.Equal(JobAttemptStatus.Unknown, JobAttemptStatusExtensions.Of("PREEMPTED"));
        Assert.Throws<ArgumentOutOfRangeException>(() => ((JobAttemptStatus)99).ToWireName());
    }

    private static JobHistory Of(int count) => Enumerable.Range(1, count).Aggregate(
        JobHistory.Empty, (history, number) => history.With(JobAttempt.Of(s_running with { Attempt = number }).Ended(JobAttemptStatus.Continued, TestClock.Noon)));

    // "x*3" is "xxx".
    private static string Text(string times) =>
        times.Split('*') is [var text, var count] ? string.Concat(Enumerable.Repeat(text, int.Parse(count))) : times;
}
