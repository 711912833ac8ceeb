using AsyncJobs.Lifecycle;

namespace AsyncJobs.Model.Tests;

/// <summary>What docs/reference/guarantees.md promises, asked of each step.</summary>
internal sealed class Promises(Scenario scenario)
{
    /// <summary>The promise that a step breaks; null for none.</summary>
    public string? BrokenBy(World before, Step step)
    {
        World after = step.After;
        if (!KeepsWhatIsFinal(before.Record, after.Record))
            return "What is final never changes.";
        if (after.Record?.Attempt > WorldRules.MaxAttempts)
            return "There are never more attempts than MaxAttempts.";
        if (!IsWrittenByHolder(before, step))
            return "Only the holder of the lease writes.";
        if (!IsTrulyAcknowledged(step))
            return "A worker whose outcome was recorded by nobody is not told that it was.";
        if (!LeavesLiveWorkerAlone(before, step))
            return "Nobody ends a job from outside while the worker that holds its lease runs.";
        if (!CancelsWhatHasStopped(before, after))
            return "CANCELLED is recorded only when the method has not begun, has stopped, or cannot be running any more.";
        if (after.Redeliveries == 0 && Methods(after) > 1)
            return "The method runs in one attempt at a time, where no event is delivered again.";
        if (!KeepsState(before.Record, after.Record))
            return "The state saved never goes back.";
        if (!EndsWhatHasNoOtherEvent(before, step))
            return "The platform's word about one event ends no job that another event may bring on.";
        if (!CancelsWhatIsToStop(before, step))
            return "A job that is to stop, and that somebody else ends, is CANCELLED.";
        if (!SendsFewEvents(before, after))
            return "A lost reply, or a repeated start, does not multiply events.";
        if (!RecordsWhoVanished(before.Record, step))
            return "The history has an attempt whose worker vanished, once.";
        if (step.IsAccepted && !after.IsTaken)
            return "A job that was answered with 202 has its event with the platform.";
        return IsEnded(after);
    }

    /// <summary>What a world breaks in which nothing happens any more by itself.</summary>
    private string? IsEnded(World world)
    {
        // A job whose event was never taken was told to nobody, and one that could not be dispatched is removed.
        if (!world.IsQuiet || !world.IsTaken || world.Record is not { } record)
            return null;

        // Where the platform's word is lost, a worker has to have lived long enough to have the job looked at.
        if (world.LostWordsLeft < scenario.LostWords && !world.IsKnownInTrouble)
            return null;

        return !record.IsFinished ? "Every job ends, also where nobody reads it."
            : record.Callback!.Status is JobCallbackStatus.Pending ? "A callback that is due is sent by someone."
            : null;
    }

    private static bool KeepsWhatIsFinal(JobRecord? before, JobRecord? after) =>
        before is not { IsFinished: true } || (after is not null && EndOf(after) == EndOf(before));

    private static (JobStatus, JobError?, string?) EndOf(JobRecord record) => (record.Status, record.Error, record.Lease?.Token);

    private static bool IsWrittenByHolder(World before, Step step)
    {
        string? token = step.IsByOutsider ? null : step.Written switch
        {
            JobTransition.SaveState save => save.LeaseToken,
            JobTransition.Continue go => go.LeaseToken,
            JobTransition.Release release => release.LeaseToken,
            JobTransition.Finish finish => finish.LeaseToken,
            _ => null,
        };
        return token is null || ReferenceEquals(before.Record, step.After.Record)
            || (before.Record!.Status is JobStatus.Running && before.Record.Lease!.Token == token);
    }

    private static bool IsTrulyAcknowledged(Step step) =>
        !step.IsAcknowledged || step.Written is not JobTransition.Finish finish || step.After.Record!.Status == finish.Status;

    private static bool LeavesLiveWorkerAlone(World before, Step step) =>
        !step.IsByOutsider
        || before.Record is not { Status: JobStatus.Running } running
        || step.After.Record is not { IsFinished: true }
        || !before.Chains.Any(chain => chain.IsRunning && Names.Token(chain.Token) == running.Lease!.Token);

    // Nobody knows of a second event whose sender was not answered, or which another delivery of the event before has sent. A duplicate has the request
    // id of the event that was given up, and cannot be told from it.
    private bool EndsWhatHasNoOtherEvent(World before, Step step) =>
        scenario.LostSends > 0
        || step.Written is not JobTransition.Settle { Error.ErrorCode: JobErrorCodes.PlatformGaveUp } settle
        || ReferenceEquals(before.Record, step.After.Record)
        || (before.Record!.Continuation > 0 && before.EventsOfStep > 1)
        || !before.Chains.Any(chain => chain.Continuation == before.Record!.Continuation
            && Names.Request(chain.Request) != settle.RequestId
            && chain.Phase is ChainPhase.Queued or ChainPhase.Waiting or ChainPhase.Claiming);

    private static bool CancelsWhatIsToStop(World before, Step step) =>
        !step.IsByOutsider
        || before.Record is not { IsFinished: false, CancelRequestedAt: not null }
        || step.After.Record is not { IsFinished: true, Status: not JobStatus.Cancelled };

    // An attempt that has lost the job to another delivery of the same event may still run: it sees that with its next look at the record.
    private static bool CancelsWhatHasStopped(World before, World after) =>
        after.Record?.Status is not JobStatus.Cancelled
        || before.Record!.Status is JobStatus.Cancelled
        || (after.Redeliveries == 0
            ? Methods(after) == 0
            : !after.Chains.Any(chain => chain.Phase is ChainPhase.Method && Names.Token(chain.Token) == before.Record.Lease?.Token));

    // Each world is unpacked without a history: what it has after the step is what the step added. Workers of the model note nothing themselves.
    private static bool RecordsWhoVanished(JobRecord? before, Step step)
    {
        if (before is null || step.After.Record is not { } after || ReferenceEquals(before, after))
            return true;

        bool isTakenOver = step.Written is JobTransition.Claim && before.Status is JobStatus.Running;
        return isTakenOver
            ? after.History.Attempts is [{ Status: JobAttemptStatus.Lost } lost]
                && (lost.Attempt, lost.RequestId) == (before.Attempt, before.Lease!.RequestId)
            : after.History.Attempts is [];
    }

    private static int Methods(World world) => world.Chains.Count(chain => chain.Phase is ChainPhase.Method);

    private static bool KeepsState(JobRecord? before, JobRecord? after) =>
        before is null || after is null || after.IsFinished || Names.State(after.State) >= Names.State(before.State);

    // One event a step, and one more for each reply that was lost at that step; a delivery again may send it again. A repeated start may do so once.
    private bool SendsFewEvents(World before, World after)
    {
        if (after.EventsOfStep <= before.EventsOfStep || after.Redeliveries == World.MostRedeliveries)
            return true;

        int allowed = scenario.IsKeyed && after.Record!.Continuation == 0 ? 2 : 1;
        return after.EventsOfStep <= allowed + after.LostSendsOfStep + after.Redeliveries;
    }
}
