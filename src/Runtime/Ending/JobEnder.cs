using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Ending;

/// <summary>Writes the end of a job that its worker does not end.</summary>
internal sealed class JobEnder(OwnerSlots slots)
{
    /// <summary>Ends the job, if it is still as it was read.</summary>
    /// <returns>Whether it is ended, and how it stands: null where it is gone. One that went on since it was read is to be judged again.</returns>
    public async ValueTask<(bool IsEnded, JobRecord? Record)> EndAsync(
        JobRecord record, NextStep.End end, DateTimeOffset now, CancellationToken cancellationToken)
    {
        JobTransitionResult result = await slots.ApplyAsync(record, end.Transition, now, cancellationToken).ConfigureAwait(false);
        return result.Applied ? (true, JobStateMachine.Apply(record, end.Transition, now) ?? record) : (false, result.Record);
    }
}
