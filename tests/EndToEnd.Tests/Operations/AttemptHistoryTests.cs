using AsyncJobs.Lifecycle;
using AsyncJobs.Local.Operations;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Operations;

/// <summary>The attempts of a job as an operator is shown them.</summary>
public sealed class AttemptHistoryTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly JobRecord s_waiting = new()
    {
        Id = "00000000000000000000000000",
        Job = "orders",
        Status = JobStatus.Pending,
        CreatedAt = s_noon,
        ExpiresAt = s_noon.AddDays(1),
    };

    [Fact]
    public void A_job_that_no_worker_had_has_none() => Assert.Empty(AttemptHistory.Of(s_waiting));

    [Fact]
    public void They_are_those_of_the_history_and_the_one_that_it_does_not_have()
    {
        JobLease lease = new("b", "req-2", s_noon.AddMinutes(1), s_noon);
        JobError error = new(1001, "no");
        JobRecord running = s_waiting with
        {
            Status = JobStatus.Running,
            Attempt = 2,
            Lease = lease,
            History = new([new(1, "req-1", s_noon, s_noon.AddSeconds(5), JobAttemptStatus.Failed, error)], 0),
        };
        AttemptItem first = new(1, "FAILED") { RequestId = "req-1", StartedAt = s_noon, EndedAt = s_noon.AddSeconds(5), Error = error };

        Assert.Equal([first, new(2, "RUNNING") { RequestId = "req-2" }], AttemptHistory.Of(running));
        Assert.Equal([first], AttemptHistory.Of(running with { Status = JobStatus.Pending }));
        Assert.Equal(
            [first, new(2, "TIMED_OUT") { RequestId = "req-2", EndedAt = s_noon.AddSeconds(9), Error = error }],
            AttemptHistory.Of(running with { Status = JobStatus.TimedOut, FinishedAt = s_noon.AddSeconds(9), Error = error }));
    }
}
