using AsyncJobs.Events;
using AsyncJobs.Failures;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Shared;

namespace AsyncJobs.Working;

/// <summary>What working on a job writes into the log.</summary>
internal sealed class WorkLog(JobLog log)
{
    public void NotClaimed(WorkerEvent workerEvent, string requestId, JobRecord? record) =>
        log.Write(new JobLogEntry(JobLogLevel.Information, JobEvents.NotClaimed)
        {
            Message = record is null
                ? "The job does not exist: it was not dispatched or has expired."
                : "The job is finished, or another worker has it.",
            Job = workerEvent.Job,
            JobId = workerEvent.Id,
            RequestId = requestId,
            Status = record?.Status,
        });

    public void CancelNotRead(JobRecord record, Exception exception) => Warn(JobEvents.CancelNotRead, record, exception);

    public void ProgressNotWritten(JobRecord record, Exception exception) => Warn(JobEvents.ProgressNotWritten, record, exception);

    public void OutcomeNotWritten(JobRecord record, Exception exception) => Warn(JobEvents.OutcomeNotWritten, record, exception);

    public void ResultNotKept(JobRecord record, Exception exception) => Warn(JobEvents.ResultNotKept, record, exception);

    public void ContinuationNotDispatched(JobRecord record, Exception exception)
    {
        bool isLasting = Fault.IsLasting(exception);
        log.Write(new JobLogEntry(isLasting ? JobLogLevel.Error : JobLogLevel.Warning, JobEvents.ContinuationNotDispatched)
        {
            Message = isLasting
                ? "The job cannot go on before what the exception names is mended. The platform's retries of this invocation try again, "
                + "and the job is FAILED after the last."
                : null,
            Job = record.Job,
            JobId = record.Id,
            Attempt = record.Attempt,
            Exception = exception,
        });
    }

    public void LookNotSent(JobRecord record, Exception exception) => Warn(JobEvents.LookNotSent, record, exception);

    public void ServicesNotDisposed(InvocationScope ids, Exception exception) =>
        log.Write(new JobLogEntry(JobLogLevel.Error, JobEvents.ServicesNotDisposed)
        {
            Message = "A service of the job threw while it was disposed of; the job's outcome stands.",
            Job = ids.JobName,
            JobId = ids.JobId,
            RequestId = ids.RequestId,
            Attempt = ids.Attempt,
            Exception = exception,
        });

    public void OutcomeRefused(InvocationScope ids, AttemptOutcome outcome) => log.Write(
        Outcome(LevelOf(outcome, otherwise: JobLogLevel.Warning), JobEvents.OutcomeRefused, ids, outcome) with
        {
            Message = "Another attempt has the job or it is final already; this outcome is dropped.",
        });

    public void OutcomeWritten(InvocationScope ids, AttemptOutcome outcome, bool isMethodAbandoned)
    {
        string name = outcome.Transition switch
        {
            JobTransition.Release => JobEvents.AttemptFailed,
            JobTransition.Continue => JobEvents.Continued,
            _ => JobEvents.Finished,
        };
        JobLogLevel level = LevelOf(outcome, FailureOf(outcome) is null ? JobLogLevel.Information : JobLogLevel.Warning);
        log.Write(Outcome(level, name, ids, outcome) with
        {
            Message = isMethodAbandoned ? "The method ignores its token and still runs; this process should end." : null,
        });
    }

    private static JobLogLevel LevelOf(AttemptOutcome outcome, JobLogLevel otherwise) =>
        outcome.Status is JobStatus.Failed or JobStatus.TimedOut ? JobLogLevel.Error : otherwise;

    private static JobLogEntry Outcome(JobLogLevel level, string name, InvocationScope ids, AttemptOutcome outcome) => new(level, name)
    {
        Job = ids.JobName,
        JobId = ids.JobId,
        RequestId = ids.RequestId,
        Attempt = ids.Attempt,
        CorrelationId = ids.CorrelationId,
        TraceId = ids.TraceId,
        Status = outcome.Status,
        Exception = FailureOf(outcome),
    };

    // A method that stops when it is told to has done what it should.
    private static Exception? FailureOf(AttemptOutcome outcome) =>
        outcome is { Status: JobStatus.Cancelled, Failure: { } failure } && MethodFailure.Of(failure) is OperationCanceledException
            ? null
            : outcome.Failure;

    private void Warn(string name, JobRecord record, Exception exception) =>
        log.Write(new JobLogEntry(JobLogLevel.Warning, name)
        {
            Job = record.Job,
            JobId = record.Id,
            Attempt = record.Attempt,
            Exception = exception,
        });
}
