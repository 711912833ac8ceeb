using AsyncJobs.Dispatch;
using AsyncJobs.Events;
using AsyncJobs.Failures;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Shared;
using AsyncJobs.Starting;

namespace AsyncJobs.Endpoints;

/// <summary>What answering requests writes into the log.</summary>
internal sealed class EndpointLog(JobLog log)
{
    private int _hasToldNotLimited;
    private int _hasToldStreamNotLimited;

    public void Started(JobStartRequest request, JobStart start) =>
        log.Write(Start(JobLogLevel.Information, start.Outcome is JobStartOutcome.Started ? JobEvents.Accepted : JobEvents.Repeated, request) with
        {
            Status = start.Record.Status,
        });

    public void NotStarted(JobStartRequest request, Exception exception) =>
        log.Write(Start(JobLogLevel.Error, exception is JobDispatchException ? JobEvents.NotDispatched : JobEvents.NotStored, request) with
        {
            Message = Fault.IsLasting(exception) ? "Starts fail until what the exception names is mended." : null,
            Exception = exception,
        });

    public void Limited(JobStartRequest request, JobLimitException limit) =>
        log.Write(Start(JobLogLevel.Information, JobEvents.Limited, request) with { Message = limit.Message });

    /// <summary>Tells the operator, once, that a limit limits nobody.</summary>
    public void NotLimited(JobStartRequest request)
    {
        if (Interlocked.Exchange(ref _hasToldNotLimited, 1) == 0)
        {
            log.Write(Start(JobLogLevel.Warning, JobEvents.NotLimited, request) with
            {
                Message = "Limits for each owner are set, and this job has none: no authorizer says who its caller is. Such jobs are not counted. "
                    + "Said once for each process.",
            });
        }
    }

    public void StreamLimited(JobRecord record, Invocation invocation, string message) =>
        log.Write(Of(JobLogLevel.Information, JobEvents.Limited, message, record, invocation, null));

    /// <summary>Tells the operator, once, that a limit of streams limits nobody.</summary>
    public void StreamNotLimited(JobRecord record, Invocation invocation)
    {
        if (Interlocked.Exchange(ref _hasToldStreamNotLimited, 1) == 0)
        {
            const string message = "A limit of streams for each owner is set, and no authorizer says who this caller is. Such streams are not "
                + "counted. Said once for each process.";
            log.Write(Of(JobLogLevel.Warning, JobEvents.NotLimited, message, record, invocation, null));
        }
    }

    public void StreamNotReleased(JobRecord record, Invocation invocation, Exception exception) => Warn(
        JobEvents.SlotNotReleased,
        "The stream has ended, but counts among those of its caller until its invocation's time is over.",
        record,
        invocation,
        exception);

    /// <summary>Tells the operator of a caller whom an authorizer let in without saying who they are, and what to set.</summary>
    public void OwnerUnknown(JobOwner owner, OwnerSetting setting, string? job, string? jobId, Invocation invocation)
    {
        string said = setting.Text is { } name ? $"is '{name}'" : "is not set";
        log.Write(new JobLogEntry(JobLogLevel.Warning, JobEvents.OwnerUnknown)
        {
            Message = $"{owner.Fault} {JobVariables.Owner} {said}: set AsyncJobsOwner in the project, and {JobVariables.Owner} on the functions "
                + "with it, to the claim or the member of the authorizer's context that tells callers apart, "
                + $"or to '{OwnerValue.None}' where the authorizer tells nobody apart.",
            Job = job,
            JobId = jobId,
            RequestId = invocation.RequestId,
        });
    }

    public void ResultNotRead(JobRecord record, Invocation invocation, Exception exception) => Warn(
        JobEvents.ResultNotRead,
        "The job has ended, but its result could not be read; its caller is answered without it.",
        record,
        invocation,
        exception);

    public void WaitNotRead(JobRecord record, Invocation invocation, Exception exception) => Warn(
        JobEvents.WaitNotRead,
        "The caller waits for the job, which could not be read; they are answered without its end.",
        record,
        invocation,
        exception);

    public void NotPurged(JobRecord record, Invocation invocation, Exception exception) =>
        log.Write(new JobLogEntry(JobLogLevel.Error, JobEvents.NotPurged)
        {
            Message = "The job is removed in part at most. The same request continues.",
            Job = record.Job,
            JobId = record.Id,
            RequestId = invocation.RequestId,
            Exception = exception,
        });

    public void Failed(string? job, Invocation invocation, Exception exception) =>
        log.Write(new JobLogEntry(JobLogLevel.Error, JobEvents.HttpFailed) { Job = job, RequestId = invocation.RequestId, Exception = exception });

    private static JobLogEntry Start(JobLogLevel level, string name, JobStartRequest request) => new(level, name)
    {
        Job = request.Job.Name,
        JobId = request.Id,
        RequestId = request.RequestId,
        CorrelationId = request.Correlation.CorrelationId,
        TraceId = request.Correlation.TraceId,
    };

    private void Warn(string name, string message, JobRecord record, Invocation invocation, Exception exception) =>
        log.Write(Of(JobLogLevel.Warning, name, message, record, invocation, exception));

    private static JobLogEntry Of(
        JobLogLevel level, string name, string message, JobRecord record, Invocation invocation, Exception? exception) => new(level, name)
        {
            Message = message,
            Job = record.Job,
            JobId = record.Id,
            RequestId = invocation.RequestId,
            Exception = exception,
        };
}
