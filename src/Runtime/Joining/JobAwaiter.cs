using AsyncJobs.Ending;
using AsyncJobs.Failures;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Joining;

/// <summary>Waits from code until a job has ended.</summary>
internal sealed class JobAwaiter(JobReader reader, TimeProvider time, JoinLog log)
{
    /// <summary>What stays of the budget at most for whatever the caller does when the time is up.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(10);

    /// <summary>Looks at the job, and again after pauses that grow; the last look is when the time is over.</summary>
    /// <param name="job">The definition whose job it is.</param>
    /// <param name="id">The job's id.</param>
    /// <param name="timeout">How long to wait at most; null for as long as the budget has.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The job that has ended; null where there is none, or it expired or was removed meanwhile.</returns>
    /// <exception cref="JobWaitTimeoutException">The time is up.</exception>
    /// <exception cref="ArgumentException">The job waits for itself.</exception>
    public async ValueTask<JobRecord?> WaitAsync(JobDefinition job, string id, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (InvocationScope.Current.JobId == id)
            throw new MisuseException($"The job {id} waits for itself, and would until its time is over: wait for another job.", nameof(id));

        InvocationBudget budget = BudgetOf(timeout);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(InvocationBudget.Current.Token, cancellationToken);
        long begun = time.GetTimestamp();
        LookFailures failures = new(log);
        JobRecord? last = null;
        Exception? failure;
        do
        {
            try
            {
                JobRecord? record = await reader.ReadCurrentAsync(id, either.Token).ConfigureAwait(false);
                if (record is null || record.Job != job.Name)
                    return null;
                if (record.IsFinished)
                    return record;

                last = record;
                failure = null;
                failures.Reset();
            }
            catch (OperationCanceledException exception) when (either.IsCancellationRequested)
            {
                cancellationToken.ThrowIfCancellationRequested();
                failure = exception;
                break;
            }
            catch (Exception exception)
            {
                // A request may be cancelled by itself, too, as by a time limit of its client.
                failure = exception;
                failures.Add(id, exception);
            }
        }
        while (await PauseAsync(time.GetElapsedTime(begun), budget, cancellationToken).ConfigureAwait(false));

        throw new JobWaitTimeoutException(id, last is null ? null : SnapshotReader.Read<NoResult>(null, last), time.GetElapsedTime(begun), failure);
    }

    private InvocationBudget BudgetOf(TimeSpan? timeout)
    {
        InvocationBudget budget = InvocationBudget.Current.LeaveTenth(LongestRest);
        if (timeout is not { } most)
            return budget;

        ArgumentOutOfRangeException.ThrowIfLessThan(most, TimeSpan.Zero, nameof(timeout));
        return budget.Deadline is null ? InvocationBudget.FromDeadline(time.GetUtcNow() + most, TimeSpan.Zero, time) : budget.Slice(most);
    }

    /// <returns>False when there is no time for another look.</returns>
    private async ValueTask<bool> PauseAsync(TimeSpan soFar, InvocationBudget budget, CancellationToken cancellationToken)
    {
        TimeSpan pause = LookPause.After(soFar);
        TimeSpan left = budget.Remaining;
        if (left != Timeout.InfiniteTimeSpan && left < pause)
            pause = left;

        // Timers count whole milliseconds: less than one is no pause.
        if (pause < TimeSpan.FromMilliseconds(1))
            return false;

        await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
