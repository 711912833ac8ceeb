using AsyncJobs.Callbacks;
using AsyncJobs.Events;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Ending;

/// <summary>
/// Tries the callbacks that messages of the jobs' queue are about, each when it is due. Of several messages about a callback, one brings the tries;
/// the others end when they come.
/// </summary>
internal sealed class DueCallbacks(
    IJobStore store, CallbackPost post, CallbackWriter writer, CallbackSchedule schedule, TimeProvider time, EndLog log)
{
    // Where there is less, another invocation has all of its time.
    private static readonly TimeSpan s_leastTime = TimeSpan.FromSeconds(5);

    // A deployment whose settle has the configuration of callbacks is on its way, or never comes.
    private static readonly TimeSpan s_pauseWhileNotEnabled = TimeSpan.FromHours(1);

    /// <summary>Tries the callback, if it is due.</summary>
    /// <returns>When the message is to come again; null where that is not needed.</returns>
    /// <remarks>What the table throws comes out, and the message comes again: the callback may then come twice.</remarks>
    public async ValueTask<DateTimeOffset?> TryAsync(DelayedMessage message, string requestId, InvocationBudget budget)
    {
        JobRecord? record = await store.GetAsync(message.Id, budget.Token).ConfigureAwait(false);
        while (record is { IsFinished: true, PurgedAt: null, Callback: { Status: JobCallbackStatus.Pending } callback })
        {
            DateTimeOffset now = time.RecordNow();
            if (record.ExpiresAt <= now || !JobStateMachine.IsOfChain(callback, message.Chain))
                return null;
            if (callback.Claim is { } other && other.Until > now)
                return other.Until;
            if (callback.NextAt > now)
                return callback.NextAt;
            if (!post.IsEnabled)
            {
                log.CallbackNotEnabled(record, new CallbackTry(requestId, 0, TimeSpan.Zero));
                return now + s_pauseWhileNotEnabled;
            }

            if (!CallbackPost.HasTime(budget, s_leastTime))
                return now;

            JobCallbackClaim claim = JobCallbackClaim.From(now);
            JobTransitionResult result = await store
                .ApplyAsync(record.Id, new JobTransition.ClaimCallback(claim) { Chain = message.Chain }, now, budget.Token)
                .ConfigureAwait(false);
            if (result is { Applied: true, Record: { } claimed })
                return await TryAsync(claimed, claim.Token, requestId, budget).ConfigureAwait(false);

            record = result.Record;
        }

        return null;
    }

    private async ValueTask<DateTimeOffset?> TryAsync(JobRecord claimed, string token, string requestId, InvocationBudget budget)
    {
        long start = time.GetTimestamp();
        CallbackProgress progress = new CallbackProgress(claimed.Callback!)
            .After(await post.TryAsync(claimed, requestId, budget).ConfigureAwait(false));
        DateTimeOffset? nextAt = progress.Verdict is CallbackVerdict.Again
            ? time.RecordNow() + schedule.PauseAfter(progress.TriesOfSchedule, progress.RetryAfter)
            : null;
        JobCallbackStatus status = progress.Status(comesAgain: nextAt is not null);
        log.CallbackTold(claimed, new CallbackTry(requestId, progress.Sent, time.GetElapsedTime(start)), status, progress.Fault, nextAt);
        using CancellationTokenSource deadline = new(InvocationBudget.TimerDelay(budget.UntilDeadline), time);
        JobRecord after = await writer
            .WriteAsync(claimed, progress, status, PlannedTry.BySameMessage(nextAt), token, deadline.Token)
            .ConfigureAwait(false);
        return after.Callback is { Status: JobCallbackStatus.Pending } callback ? callback.NextAt ?? nextAt : null;
    }
}
