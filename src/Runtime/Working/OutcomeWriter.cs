using AsyncJobs.Buffers;
using AsyncJobs.Dispatch;
using AsyncJobs.Events;
using AsyncJobs.Failures;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;
using AsyncJobs.Telemetry;

namespace AsyncJobs.Working;

/// <summary>
/// What has to happen at the end of an attempt. It is tried again into the reserve; then the invocation fails, and the platform's retry
/// finds the job still leased to its request, or what was to be done done.
/// </summary>
internal sealed class OutcomeWriter(OwnerSlots slots, IJobDispatcher dispatcher, PayloadArchive archive, TimeProvider time, WorkLog log)
{
    private const int MostTriesWithoutDeadline = 5;

    /// <summary>Records what came of the attempt.</summary>
    public async ValueTask<JobTransitionResult> WriteAsync(JobRecord record, JobTransition transition, InvocationBudget budget)
    {
        using JobSpan? span = JobActivities.Start("complete");
        return await PersistAsync(
            record,
            budget,
            log.OutcomeNotWritten,
            cancellationToken => slots.ApplyAsync(record, transition, time.RecordNow(), cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Keeps the result that is too large for the record.</summary>
    /// <exception cref="PayloadStoreException">It is not kept; one that is not transient was not tried again.</exception>
    public async ValueTask KeepAsync(JobRecord record, AttemptOutcome outcome, InvocationBudget budget)
    {
        JobTransition.Finish finish = (JobTransition.Finish)outcome.Transition;
        await PersistAsync(
            record,
            budget,
            log.ResultNotKept,
            async cancellationToken =>
            {
                await archive.KeepAsync(finish.ResultReference!, outcome.Payload, finish.ResultEncoding, cancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
    }

    /// <summary>Sends the event by which a job that is recorded as continued goes on.</summary>
    /// <exception cref="JobDispatchException">It could not be sent; one that is not transient was not tried again.</exception>
    public async ValueTask SendNextAsync(JobRecord record, WorkerEvent workerEvent, InvocationBudget budget)
    {
        using JobSpan? span = JobActivities.Start("dispatch", isProducer: true);
        using JsonScratch scratch = JsonScratch.Rent();
        workerEvent.WriteNext(scratch.Writer);
        ReadOnlyMemory<byte> payload = scratch.Written;
        await PersistAsync(
            record,
            budget,
            log.ContinuationNotDispatched,
            async cancellationToken =>
            {
                await dispatcher.SendAsync(record.Job, payload, cancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
    }

    private async ValueTask<T> PersistAsync<T>(
        JobRecord record, InvocationBudget budget, Action<JobRecord, Exception> onFailure, Func<CancellationToken, ValueTask<T>> act)
    {
        TimeSpan limit = budget.UntilDeadline;
        using CancellationTokenSource? deadline = limit == Timeout.InfiniteTimeSpan ? null : new CancellationTokenSource(limit, time);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await act(deadline?.Token ?? CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                onFailure(record, exception);

                if (Fault.IsLasting(exception))
                    throw;

                TimeSpan pause = TimeSpan.FromMilliseconds(25 * (1 << Math.Min(attempt, 6)));
                TimeSpan left = budget.UntilDeadline;
                if (left == Timeout.InfiniteTimeSpan ? attempt >= MostTriesWithoutDeadline : left <= pause)
                    throw;
                await Task.Delay(pause, time).ConfigureAwait(false);
            }
        }
    }
}
