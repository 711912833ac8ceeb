using AsyncJobs.Callbacks;
using AsyncJobs.Dispatch;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Ending;

/// <summary>
/// Tells the end of a job to the URL that its caller registered, for whoever has ended the job: tries at once and once more, and leaves the later
/// tries to the jobs' queue. Where there is no queue, it tries five times.
/// </summary>
/// <param name="store">Where the jobs are.</param>
/// <param name="post">Tries it once.</param>
/// <param name="writer">Writes down what came of it.</param>
/// <param name="schedule">Says when it is tried again.</param>
/// <param name="later">The queue.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says what came of it.</param>
internal sealed class CallbackSender(
    IJobStore store, CallbackPost post, CallbackWriter writer, CallbackSchedule schedule, LaterLook later, TimeProvider time, EndLog log)
{
    // A function waits no longer than for the second try.
    private const int QuickTries = 2;
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(6);

    // The quick tries with their pauses take less than two minutes. An invocation may have 90, and who removes the job counts on an end before.
    private static readonly TimeSpan s_wholeLimit = TimeSpan.FromMinutes(5);

    // Somebody waits for the reply to the request that ended the job.
    private static readonly TimeSpan s_requestLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_longestReserve = TimeSpan.FromSeconds(5);

    /// <summary>What a method may spend whose job has a callback: at most 5 s, or a tenth of what remains, stay for the callback.</summary>
    public static InvocationBudget LeaveTime(InvocationBudget budget) => budget.LeaveTenth(s_longestReserve);

    /// <summary>
    /// Sends the callback of a job that a request has ended, in a time that its caller can wait. Never throws: the job has ended already.
    /// </summary>
    /// <inheritdoc cref="SendAsync"/>
    public async ValueTask<JobRecord> SendWithinRequestAsync(JobRecord record, bool isLast, string? requestId, InvocationBudget budget)
    {
        if (!IsDue(record))
            return record;

        try
        {
            return await SendAsync(record, isLast, requestId, budget.Slice(s_requestLimit)).ConfigureAwait(false);
        }
        catch (JobDispatchException)
        {
            // The log has it.
            return record;
        }
    }

    /// <summary>Sends the callback of the job that was just ended by its worker, as its readers see it.</summary>
    /// <remarks>
    /// What the table or the queue throws comes out: the invocation then fails, and the platform's retry finds the callback still to come.
    /// </remarks>
    public async ValueTask SendFinishedAsync(string id, string requestId, InvocationBudget budget)
    {
        using InvocationBudget part = budget.Slice(s_wholeLimit);
        JobRecord? record;
        try
        {
            record = await store.GetAsync(id, part.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.CallbackUnread(id, requestId, exception);
            throw;
        }

        if (record is not null)
            await SendAsync(record, isLast: true, requestId, part).ConfigureAwait(false);
    }

    /// <summary>Sends the callback of a job that has ended, where one is registered and nobody has planned it yet.</summary>
    /// <param name="record">The job.</param>
    /// <param name="isLast">Whether nobody will try again after this, where there is no queue.</param>
    /// <param name="requestId">The invocation, for the log.</param>
    /// <param name="budget">What may be spent.</param>
    /// <returns>The job as it stands then.</returns>
    /// <exception cref="JobDispatchException">It was not taken, and the queue did not take the message by which it is tried again.</exception>
    public async ValueTask<JobRecord> SendAsync(JobRecord record, bool isLast, string? requestId, InvocationBudget budget)
    {
        if (!IsDue(record))
            return record;

        if (!post.IsEnabled)
        {
            log.CallbackNotEnabled(record, new CallbackTry(requestId, 0, TimeSpan.Zero));
            return record;
        }

        long start = time.GetTimestamp();
        (CallbackProgress progress, TimeSpan? pause) = await TryQuicklyAsync(record, requestId, budget).ConfigureAwait(false);
        JobCallbackStatus status = progress.Status(comesAgain: later.IsPossible ? pause is not null : !isLast);
        DateTimeOffset? nextAt = status is JobCallbackStatus.Pending && later.IsPossible ? time.RecordNow() + pause : null;

        // Into the reserve: what was sent is to be known, and what was not taken is to come again.
        TimeSpan left = budget.UntilDeadline;
        using CancellationTokenSource deadline = new(left == Timeout.InfiniteTimeSpan || left > s_wholeLimit ? s_wholeLimit : left, time);

        // The message first: whoever dies between the two has sent it.
        PlannedTry? next = nextAt is { } at ? PlannedTry.ByMessage(at) : null;
        Exception? notPlanned = next is null ? null : await PlanAsync(record, next, requestId, deadline.Token).ConfigureAwait(false);
        if (notPlanned is not null)
            next = null;

        CallbackTry told = new(requestId, progress.Sent, time.GetElapsedTime(start));
        log.CallbackTold(record, told, status, progress.Fault, next?.At);
        JobRecord after = await WriteAsync(record, progress, status, next, told, deadline.Token).ConfigureAwait(false);
        return notPlanned is null ? after : throw new JobDispatchException(
            "The callback was not taken, and the jobs' queue did not take the message by which it is tried again.", notPlanned);
    }

    private bool IsDue(JobRecord record) =>
        record is { IsFinished: true, PurgedAt: null, Callback: { Status: JobCallbackStatus.Pending, NextAt: null, Chain: null } callback }
        && record.ExpiresAt > time.RecordNow()
        && !(callback.Claim?.Until > time.RecordNow());

    /// <summary>Tries until it is decided, or the rest is not for this invocation.</summary>
    /// <returns>How far it is, and how long the next try is away; null where there is none any more.</returns>
    private async ValueTask<(CallbackProgress Progress, TimeSpan? Pause)> TryQuicklyAsync(
        JobRecord record, string? requestId, InvocationBudget budget)
    {
        CallbackProgress progress = new(record.Callback!);
        TimeSpan? pause = TimeSpan.Zero;
        while (pause is { } wait && IsForNow(progress, wait) && CallbackPost.HasTime(budget, wait))
        {
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, CancellationToken.None).ConfigureAwait(false);
            progress = progress.After(await post.TryAsync(record, requestId, budget).ConfigureAwait(false));
            if (progress.Verdict is not CallbackVerdict.Again)
                break;

            pause = later.IsPossible
                ? schedule.PauseAfter(progress.TriesOfSchedule, progress.RetryAfter)
                : schedule.PauseWithoutQueue(progress.Sent, progress.RetryAfter);
        }

        return (progress, pause);
    }

    private bool IsForNow(CallbackProgress progress, TimeSpan wait) =>
        !later.IsPossible || progress.Sent == 0 || (progress.Sent < QuickTries && wait <= s_longestWait);

    private async ValueTask<Exception?> PlanAsync(JobRecord record, PlannedTry next, string? requestId, CancellationToken cancellationToken)
    {
        try
        {
            await later.SendCallbackAsync(record, next.At, next.Chain!, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            log.CallbackNotPlanned(record, requestId, exception);
            return exception;
        }
    }

    private async ValueTask<JobRecord> WriteAsync(
        JobRecord record,
        CallbackProgress progress,
        JobCallbackStatus status,
        PlannedTry? next,
        CallbackTry told,
        CancellationToken cancellationToken)
    {
        try
        {
            return await writer.WriteAsync(record, progress, status, next, claimToken: null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.CallbackFailed(record, told, exception);
            return record;
        }
    }
}
