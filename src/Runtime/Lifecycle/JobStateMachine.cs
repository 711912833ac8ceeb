namespace AsyncJobs.Lifecycle;

/// <summary>The one definition of a job's life: a pure function over its record. Every store must agree with it.</summary>
public static class JobStateMachine
{
    /// <summary>
    /// How long after the end of a job somebody may still be sending its callback. No sender takes as long, however long its invocation may.
    /// </summary>
    internal static readonly TimeSpan CallbackTime = TimeSpan.FromMinutes(15);

    /// <summary>Applies a transition.</summary>
    /// <param name="record">The record as it stands.</param>
    /// <param name="transition">The step.</param>
    /// <param name="now">The time of the step.</param>
    /// <returns>The record after it, or null when the record does not allow it.</returns>
    public static JobRecord? Apply(JobRecord record, JobTransition transition, DateTimeOffset now) => transition switch
    {
        JobTransition.Claim claim when CanClaim(record, claim, now) => Claimed(record, claim, now),
        JobTransition.ReportProgress report when HoldsLease(record, report.LeaseToken) && record.ProgressSequence < report.Sequence =>
            record with { Progress = report.Progress, ProgressSequence = report.Sequence },
        JobTransition.SaveState save when HoldsLease(record, save.LeaseToken) && record.StateSequence < save.Sequence =>
            record with { State = save.State, StateSequence = save.Sequence },
        JobTransition.Continue go when HoldsLease(record, go.LeaseToken) && record.CancelRequestedAt is null => Continued(record, go),
        JobTransition.Release release when HoldsLease(record, release.LeaseToken) && record.CancelRequestedAt is null =>
            Released(record, release),
        JobTransition.Finish finish when CanFinish(record, finish) => Finished(record, finish, now),
        JobTransition.Cancel cancel when record.Status is JobStatus.Pending => Cancelled(record, cancel, now),
        JobTransition.RequestCancel when record.Status is JobStatus.Running && record.CancelRequestedAt is null =>
            record with { CancelRequestedAt = now },
        JobTransition.Settle settle when CanSettle(record, settle, now) => Settled(record, settle, now),
        JobTransition.Redispatch again when CanRedispatch(record, now) => record with { Redispatch = new JobRedispatch(again.Token, again.Until) },
        JobTransition.RecordRedispatch sent when IsUnclaimed(record) && record.Redispatch is { SentAt: null } own && own.Token == sent.Token =>
            record with { Redispatch = sent.IsSent ? own with { SentAt = now } : own with { Until = now } },
        JobTransition.DoubtStart when IsUnclaimed(record) => record with { IsStartDoubted = true },
        JobTransition.ClaimCallback claim when CanClaimCallback(record, claim, now) => CallbackClaimed(record, claim),
        JobTransition.RecordCallback sent when CanRecordCallback(record, sent) => CallbackRecorded(record, sent),
        _ => null,
    };

    /// <summary>
    /// Whether a refused transition is one that this record already shows: the answer to the first write was lost and the write came again.
    /// </summary>
    /// <param name="record">The record that refused it.</param>
    /// <param name="transition">The step.</param>
    public static bool IsAlreadyApplied(JobRecord record, JobTransition transition) => transition switch
    {
        JobTransition.Claim claim => HoldsLease(record, claim.Lease.Token),
        JobTransition.ReportProgress report => HoldsLease(record, report.LeaseToken) && record.ProgressSequence >= report.Sequence,
        JobTransition.SaveState save => HoldsLease(record, save.LeaseToken) && record.StateSequence >= save.Sequence,
        JobTransition.Continue go => record is { Status: JobStatus.Pending, IsContinued: true } && record.Lease?.Token == go.LeaseToken,
        JobTransition.Release release => record is { Status: JobStatus.Pending, IsContinued: false } && record.Lease?.Token == release.LeaseToken,
        JobTransition.Finish finish => record.Status == finish.Status && record.Lease?.Token == finish.LeaseToken && record.Error == finish.Error,
        JobTransition.RequestCancel => record.Status is JobStatus.Running && record.CancelRequestedAt is not null,
        JobTransition.Redispatch again => IsUnclaimed(record) && record.Redispatch is { SentAt: null } own && own.Token == again.Token,
        JobTransition.RecordRedispatch sent => sent.IsSent && record.Redispatch is { SentAt: not null } own && own.Token == sent.Token,
        JobTransition.ClaimCallback claim => record.Callback?.Claim?.Token == claim.Holder.Token,
        JobTransition.RecordCallback sent => record is { IsFinished: true, Callback: { } callback }
            && (callback.Status, callback.Attempts, callback.NextAt) == (sent.Status, sent.Attempts, NextTry(sent))
            && (sent.Chain is null || callback.Chain == sent.Chain),
        _ => false,
    };

    /// <summary>
    /// Whether a job may be removed with all that is kept of it: it has ended, and nobody is telling its end at the moment. Its callback counts as
    /// under way for 15 minutes after the end, which is longer than anybody takes to send it. Tries that are planned for later do not keep it.
    /// </summary>
    /// <param name="record">The job as it stands.</param>
    /// <param name="now">The time of the removal.</param>
    public static bool CanPurge(JobRecord record, DateTimeOffset now) => record is { IsFinished: true, FinishedAt: { } finishedAt, PurgedAt: null }
        && record.Callback?.Status switch
        {
            null or JobCallbackStatus.Delivered or JobCallbackStatus.Failed => true,
            JobCallbackStatus.Pending => finishedAt + CallbackTime <= now && !IsClaimed(record.Callback, now),
            _ => false,
        };

    /// <summary>
    /// What is left of a job that is removed. Nothing of one whose id is random. The id of one that was started under an idempotency key would be
    /// free for another job, which an event of this one could run: it stays taken for as long as Lambda keeps events, but not longer than the job
    /// would have been kept.
    /// </summary>
    /// <param name="record">The job as it stands.</param>
    /// <param name="now">The time of the removal.</param>
    /// <returns>The record that takes the job's place; null for none.</returns>
    internal static JobRecord? StubOf(JobRecord record, DateTimeOffset now)
    {
        DateTimeOffset lastEvent = now + LostJob.LongestQueue;
        return record.InputDigest is null ? null : new JobRecord
        {
            Id = record.Id,
            Job = record.Job,
            Status = record.Status,
            CreatedAt = record.CreatedAt,
            ExpiresAt = record.ExpiresAt < lastEvent ? record.ExpiresAt : lastEvent,
            PurgedAt = now,
        };
    }

    private static JobRecord Claimed(JobRecord record, JobTransition.Claim claim, DateTimeOffset now) => record with
    {
        Status = JobStatus.Running,
        Attempt = record.Attempt + (record.IsContinued ? 0 : 1),
        IsContinued = false,
        StartedAt = record.StartedAt ?? now,
        Lease = claim.Lease,
        History = record.Status is JobStatus.Running ? record.History.With(Lost(record, now)) : record.History,
        Error = null,
    };

    private static JobAttempt Lost(JobRecord record, DateTimeOffset now) =>
        JobAttempt.Of(record).Ended(JobAttemptStatus.Lost, record.Lease!.Until < now ? record.Lease.Until : now);

    private static JobRecord Continued(JobRecord record, JobTransition.Continue go) => record with
    {
        Status = JobStatus.Pending,
        State = go.State,
        Continuation = record.Continuation + 1,
        IsContinued = true,
        ExpiresAt = go.ExpiresAt,
        Progress = go.Progress ?? record.Progress,
        History = go.History ?? record.History,
    };

    private static JobRecord Released(JobRecord record, JobTransition.Release release) => record with
    {
        Status = JobStatus.Pending,
        Error = release.Error,
        Progress = release.Progress ?? record.Progress,
        History = release.History ?? record.History,
    };

    private static JobRecord Finished(JobRecord record, JobTransition.Finish finish, DateTimeOffset now) => record with
    {
        Status = finish.Status,
        FinishedAt = now,
        Result = finish.Result,
        ResultReference = finish.ResultReference,
        ResultFileKey = finish.ResultFileKey,
        ResultEncoding = finish.ResultEncoding,
        Error = finish.Error,
        ExpiresAt = finish.ExpiresAt,
        Progress = finish.Progress ?? record.Progress,
        State = default,
    };

    private static JobRecord Cancelled(JobRecord record, JobTransition.Cancel cancel, DateTimeOffset now) => record with
    {
        Status = JobStatus.Cancelled,
        CancelRequestedAt = now,
        FinishedAt = now,
        Error = null,
        ExpiresAt = cancel.ExpiresAt,
        State = default,
        IsContinued = false,
    };

    private static JobRecord Settled(JobRecord record, JobTransition.Settle settle, DateTimeOffset now) => record with
    {
        Status = JobStatus.Failed,
        FinishedAt = now,
        Error = settle.Error,
        ExpiresAt = settle.ExpiresAt,
        State = default,
        IsContinued = false,
    };

    private static bool HoldsLease(JobRecord record, string token) => record.Status is JobStatus.Running && record.Lease?.Token == token;

    private static bool CanClaim(JobRecord record, JobTransition.Claim claim, DateTimeOffset now) =>
        (record.Attempt < claim.MaxAttempts || record.IsContinued)
        && record.Continuation == claim.Continuation
        && record.Lease?.Token != claim.Lease.Token
        && (record.Status is JobStatus.Pending
            || (record.Status is JobStatus.Running
                && record.CancelRequestedAt is null
                && (record.Lease!.Until <= now || (record.Lease.RequestId == claim.Lease.RequestId && record.Lease.RetryFrom <= now))));

    private static bool CanFinish(JobRecord record, JobTransition.Finish finish) =>
        HoldsLease(record, finish.LeaseToken) && !(finish.UnlessToStop && record.CancelRequestedAt is not null);

    /// <summary>
    /// Whether the job can end because the platform gave up on an event. Another event of the job has its own retries, and is settled for itself.
    /// </summary>
    internal static bool CanSettle(JobRecord record, JobTransition.Settle settle, DateTimeOffset now) =>
        record.Redispatch?.Token == settle.RedispatchToken && record.Status switch
        {
            JobStatus.Pending when record.IsContinued => record.Continuation == settle.Continuation,
            JobStatus.Pending => record.Lease is null || record.Lease.RequestId == settle.RequestId,
            JobStatus.Running => record.Lease!.RequestId == settle.RequestId && record.Lease.Until <= now && record.CancelRequestedAt is null,
            _ => false,
        };

    private static bool CanRedispatch(JobRecord record, DateTimeOffset now) =>
        IsUnclaimed(record) && (record.Redispatch is null || (record.Redispatch.SentAt is null && record.Redispatch.Until <= now));

    /// <summary>
    /// Whether somebody tries the callback at the moment: under a claim, or as whoever ended the job, of whom nothing is known for 15 minutes.
    /// </summary>
    internal static bool IsCallbackUnderWay(JobRecord record, DateTimeOffset now) =>
        record.Callback is { } callback
        && (IsClaimed(callback, now)
            || (callback is { Status: JobCallbackStatus.Pending, NextAt: null } && record.FinishedAt + CallbackTime > now));

    private static bool IsClaimed(JobCallback callback, DateTimeOffset now) => callback.Claim?.Until > now;

    private static bool CanClaimCallback(JobRecord record, JobTransition.ClaimCallback claim, DateTimeOffset now) =>
        record is { IsFinished: true, PurgedAt: null, Callback: { } callback }
        && !IsClaimed(callback, now)
        && (claim.IsAnew
            ? callback.Status is not JobCallbackStatus.Unknown && !IsCallbackUnderWay(record, now)
            : callback.Status is JobCallbackStatus.Pending
                && (callback.NextAt is null || callback.NextAt <= now)
                && IsOfChain(callback, claim.Chain));

    /// <summary>Whether nothing but the message with this token brings the tries; true for no message.</summary>
    internal static bool IsOfChain(JobCallback callback, string? chain) => chain is null || callback.Chain is null || callback.Chain == chain;

    private static JobRecord CallbackClaimed(JobRecord record, JobTransition.ClaimCallback claim)
    {
        JobCallback claimed = record.Callback! with { Claim = claim.Holder };
        return record with
        {
            Callback = claim.IsAnew
                ? claimed with { Status = JobCallbackStatus.Pending, AttemptsBefore = claimed.Attempts, NextAt = null, Chain = claim.Chain }
                : claimed with { Chain = claim.Chain ?? claimed.Chain },
        };
    }

    // Of two that send it at once, the one whose callback was taken is right.
    private static bool CanRecordCallback(JobRecord record, JobTransition.RecordCallback sent) =>
        record is { IsFinished: true, Callback: { Status: JobCallbackStatus.Pending or JobCallbackStatus.Failed } callback }
        && (sent.Status is JobCallbackStatus.Delivered || callback.Claim is null || callback.Claim.Token == sent.ClaimToken)
        && (sent.Chain is null || (callback.Status is JobCallbackStatus.Pending && IsOfChain(callback, sent.Chain)))
        && (sent.ExpiresAt is null || sent.ExpiresAt >= record.ExpiresAt);

    private static JobRecord CallbackRecorded(JobRecord record, JobTransition.RecordCallback sent) => record with
    {
        ExpiresAt = sent.ExpiresAt ?? record.ExpiresAt,
        Callback = record.Callback! with
        {
            Status = sent.Status,
            Attempts = sent.Attempts,
            NextAt = NextTry(sent),
            Chain = sent.Status is JobCallbackStatus.Pending ? sent.Chain ?? record.Callback.Chain : null,
            Claim = sent.ClaimToken is null ? record.Callback.Claim : null,
            Tries = sent.Tries ?? record.Callback.Tries,
        },
    };

    private static DateTimeOffset? NextTry(JobTransition.RecordCallback sent) => sent.Status is JobCallbackStatus.Pending ? sent.NextAt : null;

    private static bool IsUnclaimed(JobRecord record) => record is { Status: JobStatus.Pending, Attempt: 0 };
}
