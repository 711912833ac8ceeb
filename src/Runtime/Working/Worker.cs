using AsyncJobs.Ending;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Metrics;
using AsyncJobs.Shared;
using AsyncJobs.Storage;
using AsyncJobs.Telemetry;

namespace AsyncJobs.Working;

/// <summary>Works on one attempt of a job: claims it, has its method run, writes down what came of it, and does what follows.</summary>
/// <param name="claimer">Takes the job.</param>
/// <param name="runner">Runs its method.</param>
/// <param name="writer">Writes the outcome.</param>
/// <param name="early">Has a job looked at that is in trouble.</param>
/// <param name="callbacks">Tells of the job's end.</param>
/// <param name="calls">The log of the method's outgoing calls.</param>
/// <param name="metrics">Where the metrics of these calls go; null for nowhere.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says what came of the attempt.</param>
internal sealed class Worker(
    JobClaimer claimer,
    AttemptRunner runner,
    OutcomeWriter writer,
    EarlyLook early,
    CallbackSender callbacks,
    JobLog calls,
    EmfWriter? metrics,
    TimeProvider time,
    WorkLog log)
{
    public async ValueTask WorkAsync(JobDefinition job, ReadOnlyMemory<byte> payload, Invocation invocation)
    {
        WorkerEvent workerEvent = WorkerEvent.Read(payload);
        if (workerEvent.Job != job.Name)
        {
            throw new JobEventException(
                $"The event of job '{workerEvent.Job}' reached the worker of '{job.Name}'. Check which function the accept handler invokes.");
        }

        using InvocationBudget whole = invocation.CreateBudget(TimeSpan.FromMilliseconds(job.ReserveMilliseconds), time);
        using JobSpan? span = JobActivities.StartWork(
            job.Name, workerEvent.Id, invocation.RequestId, workerEvent.Correlation.TraceParent, workerEvent.Correlation.TraceState);
        JobRecord? record = await claimer.ClaimAsync(job, workerEvent, invocation, whole).ConfigureAwait(false);
        if (record is null)
            return;

        using InvocationBudget budget = record.Callback is null ? whole : CallbackSender.LeaveTime(whole);
        InvocationScope ids = ScopeOf(record, workerEvent, invocation);
        AttemptOutcome outcome = await runner.RunAsync(job, record, workerEvent, invocation, budget, ids).ConfigureAwait(false);
        if (!outcome.Payload.IsEmpty)
            outcome = await KeepResultAsync(job, record, outcome, invocation, budget).ConfigureAwait(false);

        Show(span, record, outcome);
        (outcome, bool isWritten) = await WriteAsync(job, record, outcome, invocation, budget).ConfigureAwait(false);
        if (!isWritten)
        {
            log.OutcomeRefused(ids, outcome);

            // Whoever cancelled the job in the meantime may have left the callback to this invocation, which will not come again.
            if (record.Callback is not null)
                await SendCallbackAsync(job, record, invocation).ConfigureAwait(false);
            return;
        }

        log.OutcomeWritten(ids, outcome, invocation.IsMethodAbandoned);
        switch (outcome.Transition)
        {
            case JobTransition.Continue:
                await writer.SendNextAsync(record, workerEvent, budget).ConfigureAwait(false);
                break;
            case JobTransition.Finish when record.Callback is not null:
                await SendCallbackAsync(job, record, invocation).ConfigureAwait(false);
                break;
            case JobTransition.Release:
                throw new JobAttemptFailedException(
                    $"Attempt {record.Attempt} of {job.MaxAttempts} of job {record.Id} failed. The log has the exception.");
        }
    }

    private InvocationScope ScopeOf(JobRecord record, WorkerEvent workerEvent, Invocation invocation) => new()
    {
        RequestId = invocation.RequestId,
        JobName = record.Job,
        JobId = record.Id,
        Attempt = record.Attempt,
        IsOfMethod = true,
        CorrelationId = record.CorrelationId ?? record.Id,
        TraceId = workerEvent.Correlation.TraceId ?? invocation.TraceId,
        TraceParent = workerEvent.Correlation.TraceParent,
        TraceState = workerEvent.Correlation.TraceState,
        Log = calls,
        Metrics = new InvocationMetrics(metrics),
    };

    private static void Show(JobSpan? span, JobRecord record, AttemptOutcome outcome)
    {
        span?.Tag(TelemetryNames.Attempt, record.Attempt);
        span?.Tag(TelemetryNames.Status, outcome.Status.ToWireName());
        if (outcome.Status is JobStatus.Failed or JobStatus.TimedOut || outcome.Transition is JobTransition.Release)
            Fail(span, outcome.Failure);
    }

    private static void Fail(JobSpan? span, Exception? failure)
    {
        if (failure is null)
            span?.Fail();
        else
            span?.Name(failure);
    }

    // Before its record: what is recorded can be read. A store that is down is tried into the reserve, and then the invocation fails.
    private async ValueTask<AttemptOutcome> KeepResultAsync(
        JobDefinition job, JobRecord record, AttemptOutcome outcome, Invocation invocation, InvocationBudget budget)
    {
        try
        {
            await writer.KeepAsync(record, outcome, budget).ConfigureAwait(false);
            return outcome;
        }
        catch (PayloadStoreException failure) when (!failure.IsTransient)
        {
            return new AttemptJudge(job, record, invocation.RequestId, null, time.RecordNow()).NotKept(failure);
        }
    }

    /// <returns>The outcome that counts, and whether it is written. A job that is to stop is not tried again and does not go on.</returns>
    private async ValueTask<(AttemptOutcome Outcome, bool IsWritten)> WriteAsync(
        JobDefinition job, JobRecord record, AttemptOutcome outcome, Invocation invocation, InvocationBudget budget)
    {
        // Before the write: whoever dies between the two has sent it.
        if (outcome.Transition is JobTransition.Release)
            await early.BeforeReleaseAsync(record, invocation.RequestId, budget).ConfigureAwait(false);

        JobTransitionResult written = await writer.WriteAsync(record, outcome.Transition, budget).ConfigureAwait(false);
        if (!written.Applied
            && outcome.Transition is JobTransition.Release or JobTransition.Continue
            && RefusedOutcome.IsToStop(written.Record, record.Lease!.Token))
        {
            outcome = new AttemptJudge(job, record, invocation.RequestId, null, time.RecordNow()).Cancelled(outcome.Failure);
            written = await writer.WriteAsync(record, outcome.Transition, budget).ConfigureAwait(false);
        }

        return (outcome, written.Applied);
    }

    private async ValueTask SendCallbackAsync(JobDefinition job, JobRecord record, Invocation invocation)
    {
        // Half of the reserve was for the end of the method and the write that are over now.
        using InvocationBudget rest = invocation.CreateBudget(TimeSpan.FromMilliseconds(job.ReserveMilliseconds) / 2, time);
        await callbacks.SendFinishedAsync(record.Id, invocation.RequestId, rest).ConfigureAwait(false);
    }
}
