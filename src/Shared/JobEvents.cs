using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>
/// What the functions write into their log: the value of <see cref="LogNames.Event"/>. Alarms count some of them, and operators look for all.
/// </summary>
[Embedded]
internal static class JobEvents
{
    public const string Accepted = "job.accepted";
    public const string Repeated = "job.repeated";
    public const string NotDispatched = "job.not-dispatched";
    public const string NotStored = "job.not-stored";
    public const string OwnerUnknown = "job.owner-unknown";

    /// <summary>A job was not started, since its owner has as many, or has started as many, as they may.</summary>
    public const string Limited = "job.limited";

    /// <summary>Limits are set, and a job was started that has no owner whose jobs could be counted.</summary>
    public const string NotLimited = "job.not-limited";

    public const string SlotNotReleased = "job.slot-not-released";
    public const string RedispatchNotRecorded = "job.redispatch-not-recorded";
    public const string UndispatchedNotRemoved = "job.undispatched-not-removed";
    public const string InputNotRemoved = "job.input-not-removed";
    public const string ResultNotRead = "job.result-not-read";
    public const string WaitNotRead = "job.wait-not-read";
    public const string HttpFailed = "http.failed";

    /// <summary>An operator had a function cancel a job, or run it again.</summary>
    public const string OperatorCommand = "operator.command";

    public const string OperatorFailed = "operator.failed";

    public const string NotClaimed = "job.not-claimed";
    public const string CancelNotRead = "job.cancel-not-read";
    public const string ProgressNotWritten = "job.progress-not-written";
    public const string OutcomeNotWritten = "job.outcome-not-written";
    public const string OutcomeRefused = "job.outcome-refused";
    public const string ResultNotKept = "job.result-not-kept";
    public const string ContinuationNotDispatched = "job.continuation-not-dispatched";
    public const string LookNotSent = "job.look-not-sent";
    public const string ServicesNotDisposed = "job.services-not-disposed";
    public const string AttemptFailed = "job.attempt-failed";
    public const string Continued = "job.continued";

    /// <summary>A job has reached its final state. Alarms count it.</summary>
    public const string Finished = "job.finished";

    /// <summary>A job was ended whose worker vanished, or for which none came. Alarms count it.</summary>
    public const string Lost = "job.lost";

    /// <summary>Settle ended a job that Lambda gave up on. Alarms count it.</summary>
    public const string Settled = "job.settled";

    /// <summary>Settle could not look at a job. Alarms count it.</summary>
    public const string LookFailed = "job.look-failed";

    /// <summary>Settle was told of an event in a form that a newer version wrote.</summary>
    public const string EventUnknown = "job.event-unknown";

    public const string SettleRefused = "job.settle-refused";
    public const string LookedAt = "job.looked-at";
    public const string LaterLook = "job.later-look";
    public const string NoLaterLook = "job.no-later-look";

    /// <summary>A job that waited for others was to cancel them, and one could not be cancelled.</summary>
    public const string JoinedNotCancelled = "job.joined-not-cancelled";

    public const string CancelRequested = "job.cancel-requested";

    /// <summary>A finished job was removed with all that was kept of it.</summary>
    public const string Purged = "job.purged";

    public const string NotPurged = "job.not-purged";

    /// <summary>Code lists all jobs, and there is no index to do it by: the whole table is read.</summary>
    public const string ListScans = "job.list-scans";

    public const string CallbackDelivered = "callback.delivered";
    public const string CallbackNotDelivered = "callback.not-delivered";
    public const string CallbackNotSent = "callback.not-sent";
    public const string CallbackNotRecorded = "callback.not-recorded";

    /// <summary>A callback was not taken, and is tried again.</summary>
    public const string CallbackPutOff = "callback.put-off";

    /// <summary>The message by which a callback is tried again could not be sent.</summary>
    public const string CallbackNotPlanned = "callback.not-planned";

    /// <summary>A secret that signs callbacks could not be read where it stands.</summary>
    public const string CallbackSecretNotRead = "callback.secret-not-read";

    /// <summary>What the outcome of a call is put behind.</summary>
    public const string CallPrefix = "call.";

    public const string FallbackAnswered = "fallback.answered";
    public const string FallbackExhausted = "fallback.exhausted";

    /// <summary>What the outcome of a call is that had not enough time.</summary>
    public const string CallTimedOut = CallPrefix + "timedout";

    /// <summary>What the outcome of a call is that was not made, for lack of time.</summary>
    public const string CallRefused = CallPrefix + "refused";

    public const string HookFailed = "invocation.hook-failed";
}
