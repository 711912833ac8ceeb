using AsyncJobs.Lifecycle;

namespace AsyncJobs.Model.Tests;

/// <summary>The decisions with one mend taken out.</summary>
internal static class Sabotage
{
    /// <summary>Whoever could not claim the job goes away, and nobody looks at it again.</summary>
    public static Decisions NoLook { get; } = new()
    {
        JudgeRefusedClaim = static (record, requestId, continuation, terms, now) =>
            RefusedClaim.Judge(record, requestId, continuation, terms, now) is NextStep.SendContinuation send ? send : NextStep.Nothing,
    };

    /// <summary>Settle ends the job of its event, whether another delivery of the event is at work or not.</summary>
    public static Decisions SettleAtOnce { get; } = new()
    {
        JudgeGivenUp = static (gaveUp, record, terms, now) =>
            record is { Status: JobStatus.Running, Lease: { } lease } && lease.RequestId == gaveUp.RequestId
                ? new NextStep.End(LostJob.Finish(record, terms.ExpiresAt))
                : gaveUp.Judge(record, terms, now),
    };

    /// <summary>A state that was held back on the wire is written whenever it lands.</summary>
    public static Decisions SavesInAnyOrder { get; } = new()
    {
        Apply = static (record, transition, now) => JobStateMachine.Apply(
            record, transition is JobTransition.SaveState save ? save with { Sequence = record.StateSequence + 1 } : transition, now),
    };

    /// <summary>Every delivery that finds its job waiting for the next event sends that event.</summary>
    public static Decisions ContinuedByAnybody { get; } = new()
    {
        JudgeRefusedClaim = static (record, requestId, continuation, terms, now) =>
            record is { Status: JobStatus.Pending, IsContinued: true } && record.Continuation == continuation + 1
                ? new NextStep.SendContinuation(Precaution.TimeOf(record, terms))
                : RefusedClaim.Judge(record, requestId, continuation, terms, now),
    };

    /// <summary>Every request that repeats a start sends the event, as long as no worker has it.</summary>
    public static Decisions RepeatedByAnybody { get; } = new()
    {
        LacksEvent = static record => record is { Status: JobStatus.Pending, Attempt: 0 },
        Apply = static (record, transition, now) => JobStateMachine.Apply(
            transition is JobTransition.Redispatch ? record with { Redispatch = null } : record, transition, now),
    };

    /// <summary>The retry of an invocation that ended between record and event leaves the event to nobody.</summary>
    public static Decisions ContinuedByNobody { get; } = new()
    {
        JudgeRefusedClaim = static (record, requestId, continuation, terms, now) =>
            RefusedClaim.Judge(record, requestId, continuation, terms, now) is var step && step is NextStep.SendContinuation
                ? NextStep.Nothing
                : step,
    };

    /// <summary>An attempt that meant to be followed by another one leaves a job that is to stop.</summary>
    public static Decisions StoppedByNobody { get; } = new()
    {
        IsToStop = static (_, _) => false,
    };

    /// <summary>A message about a lost job is put off again and again.</summary>
    public static Decisions LooksForEver { get; } = new()
    {
        JudgeLost = static (record, terms, now) =>
            LostJob.Judge(record, terms, now) is var step && step is NextStep.End ? new NextStep.LookAt(now + Names.Tick) : step,
    };

    /// <summary>A claim counts no attempts.</summary>
    public static Decisions AttemptsWithoutLimit { get; } = new()
    {
        Apply = static (record, transition, now) => JobStateMachine.Apply(
            record, transition is JobTransition.Claim claim ? claim with { MaxAttempts = int.MaxValue } : transition, now),
    };

    /// <summary>A claim takes the job over from a worker that vanished, and does not say so.</summary>
    public static Decisions ForgetsWhoVanished { get; } = new()
    {
        Apply = static (record, transition, now) => JobStateMachine.Apply(record, transition, now) is { } next
            ? next with { History = record.History }
            : null,
    };

    /// <summary>A claim takes the job from a worker that is at work.</summary>
    public static Decisions ClaimsUnderLiveLease { get; } = new()
    {
        Apply = static (record, transition, now) => JobStateMachine.Apply(
            record, transition, transition is JobTransition.Claim ? now + (9 * Names.Tick) : now),
    };

    /// <summary>An outcome is written by whoever has one.</summary>
    public static Decisions EndsWithoutLease { get; } = new()
    {
        Apply = static (record, transition, now) => JobStateMachine.Apply(
            record,
            transition is JobTransition.Finish finish && record.Lease is { } lease ? finish with { LeaseToken = lease.Token } : transition,
            now),
    };

    /// <summary>A later attempt does not have its job looked at.</summary>
    public static Decisions NoLookAfterClaim { get; } = new() { LookAfterClaim = static (_, _) => null };

    /// <summary>An attempt that gives its job back for another one does not have it looked at.</summary>
    public static Decisions NoLookBeforeRelease { get; } = new() { LookBeforeRelease = static (_, _) => null };

    /// <summary>Settle believes that a job has no event but the one that was given up.</summary>
    public static Decisions OneEventForStart { get; } = new()
    {
        JudgeGivenUp = static (gaveUp, record, terms, now) => gaveUp.Judge(record with { Redispatch = null }, terms, now) switch
        {
            NextStep.End(JobTransition.Settle settle) => new NextStep.End(settle with { RedispatchToken = record.Redispatch?.Token }),
            var step => step,
        },
    };

    /// <summary>A repeated start that sends an event while settle is about to end the job does not stop settle.</summary>
    public static Decisions RedispatchOverlooked { get; } = new()
    {
        Apply = static (record, transition, now) => JobStateMachine.Apply(
            record, transition is JobTransition.Settle settle ? settle with { RedispatchToken = record.Redispatch?.Token } : transition, now),
    };

    /// <summary>A delivery that could not send the next event ends the job, whether another delivery sent it or not.</summary>
    public static Decisions OneEventForStep { get; } = new()
    {
        JudgeGivenUp = static (gaveUp, record, terms, now) => gaveUp.Judge(
            record,
            terms,
            now) is var step && record is { Status: JobStatus.Pending, IsContinued: true } && record.Continuation == gaveUp.Continuation + 1
                ? (gaveUp with { Continuation = record.Continuation }).Judge(record, terms, now)
                : step,
    };

    /// <summary>Whoever is about to end a job as lost does not see that its caller wants it to stop now.</summary>
    public static Decisions CancelOverlooked { get; } = new()
    {
        Apply = static (record, transition, now) => JobStateMachine.Apply(
            record, transition is JobTransition.Finish finish ? finish with { UnlessToStop = false } : transition, now),
    };
}
