using AsyncJobs.Callbacks;
using AsyncJobs.Dispatch;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Ending;

/// <summary>
/// Has a callback delivered anew, whatever became of it: tries it at once, and if it is not taken, begins its schedule again where there is a queue.
/// </summary>
internal sealed class CallbackRedelivery(
    IJobStore store, CallbackPost post, CallbackWriter writer, CallbackSchedule schedule, LaterLook later, TimeProvider time, EndLog log)
{
    // Somebody waits for the reply.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    /// <summary>Tries it.</summary>
    /// <param name="record">The job as it was read.</param>
    /// <param name="requestId">The invocation, for the log.</param>
    /// <param name="budget">What may be spent.</param>
    /// <returns>What became of it, and the job as it stands then.</returns>
    /// <exception cref="JobDispatchException">The queue did not take the message, and nothing was tried.</exception>
    public async ValueTask<(RedeliveryOutcome Outcome, JobRecord Record)> RedeliverAsync(
        JobRecord record, string? requestId, InvocationBudget budget)
    {
        DateTimeOffset now = time.RecordNow();
        if (WhyNot(record, now) is { } outcome)
            return (outcome, record);

        // The message first, for when whoever has the claim has died. It finds nothing to do where they have not, and were answered. With the claim
        // it takes the place of an earlier one, which then ends when it comes.
        JobCallbackClaim claim = JobCallbackClaim.From(now);
        string? chain = later.IsPossible ? claim.Token : null;
        if (chain is not null)
            await later.SendCallbackAsync(record, claim.Until, chain, budget.Token).ConfigureAwait(false);
        JobTransitionResult result = await store
            .ApplyAsync(record.Id, new JobTransition.ClaimCallback(claim, IsAnew: true) { Chain = chain }, now, budget.Token)
            .ConfigureAwait(false);
        if (result is not { Applied: true, Record: { } claimed })
        {
            return result.Record is { } refused
                ? (WhyNot(refused, now) ?? RedeliveryOutcome.UnderWay, refused)
                : (RedeliveryOutcome.NoCallback, record);
        }

        return (RedeliveryOutcome.Tried, await TryAsync(claimed, claim, requestId, budget).ConfigureAwait(false));
    }

    /// <summary>When somebody who tries the callback has ended for certain.</summary>
    public static DateTimeOffset UnderWayUntil(JobRecord record, DateTimeOffset now) =>
        record.Callback?.Claim is { } claim && claim.Until > now ? claim.Until : (record.FinishedAt ?? now) + JobStateMachine.CallbackTime;

    private RedeliveryOutcome? WhyNot(JobRecord record, DateTimeOffset now) => record switch
    {
        { Status: JobStatus.Unknown } or { Callback.Status: JobCallbackStatus.Unknown } => RedeliveryOutcome.LeftToNewer,
        { IsFinished: false } => RedeliveryOutcome.NotFinished,
        { Callback: null } or { PurgedAt: not null } => RedeliveryOutcome.NoCallback,
        _ when !post.IsEnabled => RedeliveryOutcome.NotEnabled,
        _ when JobStateMachine.IsCallbackUnderWay(record, now) => RedeliveryOutcome.UnderWay,
        _ => null,
    };

    private async ValueTask<JobRecord> TryAsync(JobRecord claimed, JobCallbackClaim claim, string? requestId, InvocationBudget budget)
    {
        long start = time.GetTimestamp();
        CallbackProgress progress = new CallbackProgress(claimed.Callback!)
            .After(await post.TryAsync(claimed, requestId, budget.Slice(s_limit)).ConfigureAwait(false));
        JobCallbackStatus status = progress.Status(comesAgain: later.IsPossible);

        // The message that was sent comes when the claim ends, and not sooner.
        DateTimeOffset due = time.RecordNow() + (schedule.PauseAfter(progress.TriesOfSchedule, progress.RetryAfter) ?? TimeSpan.Zero);
        DateTimeOffset? nextAt = status is not JobCallbackStatus.Pending ? null : due > claim.Until ? due : claim.Until;
        CallbackTry told = new(requestId, progress.Sent, time.GetElapsedTime(start));
        log.CallbackTold(claimed, told, status, progress.Fault, nextAt);
        try
        {
            PlannedTry? next = PlannedTry.BySameMessage(nextAt);
            return await writer.WriteAsync(claimed, progress, status, next, claim.Token, budget.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Where there is a queue, the message finds the callback still to come: at worst it comes twice.
            log.CallbackFailed(claimed, told, exception);
            return claimed;
        }
    }
}
