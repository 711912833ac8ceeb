using AsyncJobs.Ending;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Working;

/// <summary>
/// Has settle look later at a job that is in trouble: the platform's word that it gave up may never reach settle. Where the queue does not take the
/// message, the worker goes on: two things then have to be lost before the job does not end by itself.
/// </summary>
/// <param name="jobs">When a job has to end.</param>
/// <param name="later">Sends the message.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says that it was not sent.</param>
internal sealed class EarlyLook(JobCatalog jobs, LaterLook later, TimeProvider time, WorkLog log)
{
    // The rest of the time belongs to the method, or to the outcome.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    /// <summary>After a claim, before the method runs.</summary>
    public ValueTask AfterClaimAsync(JobRecord claimed, string requestId, InvocationBudget budget) =>
        SendAsync(claimed, Precaution.AfterClaim(claimed, TermsOf(claimed)), requestId, budget);

    /// <summary>Before the attempt is given back for another one.</summary>
    public ValueTask BeforeReleaseAsync(JobRecord claimed, string requestId, InvocationBudget budget) =>
        SendAsync(claimed, Precaution.BeforeRelease(claimed, TermsOf(claimed)), requestId, budget);

    /// <summary>Sends the message.</summary>
    public async ValueTask SendAsync(JobRecord record, DateTimeOffset? at, string requestId, InvocationBudget budget)
    {
        if (at is not { } due || !later.IsPossible)
            return;

        TimeSpan left = budget.UntilDeadline;
        TimeSpan limit = left == Timeout.InfiniteTimeSpan || left / 4 > s_longest ? s_longest : left / 4;
        using CancellationTokenSource timeout = new(limit, time);
        try
        {
            await later.ScheduleAsync(new DelayedMessage(record.Id, record.Job, due), requestId, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.LookNotSent(record, exception);
        }
    }

    private EndTerms TermsOf(JobRecord record) => jobs.TermsOf(record.Job, time.RecordNow());
}
