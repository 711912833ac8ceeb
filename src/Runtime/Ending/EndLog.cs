using System.Globalization;
using AsyncJobs.Callbacks;
using AsyncJobs.Events;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Shared;

namespace AsyncJobs.Ending;

/// <summary>What ending jobs, and telling of their ends, writes into the log.</summary>
internal sealed class EndLog(JobLog log)
{
    public void LookedAt(JobRecord record, string requestId, DateTimeOffset again) =>
        Write(
            JobLogLevel.Information,
            JobEvents.LookedAt,
            record,
            requestId,
            $"The job may still go on by itself. Settle looks at it again at {Text(again)}.");

    public void NothingToDo(JobRecord record, DelayedMessage message, string requestId)
    {
        string name = message.GaveUp is null ? JobEvents.LookedAt : JobEvents.SettleRefused;
        Write(JobLogLevel.Information, name, record, requestId, "There is nothing to be done.");
    }

    public void EndedByLook(JobRecord ended, DelayedMessage message, string requestId)
    {
        bool isLost = ended.Status is JobStatus.Failed;
        string name = message.GaveUp is not null ? JobEvents.Settled : isLost ? JobEvents.Lost : JobEvents.Finished;
        string said = ended.Error?.Message ?? "The worker that was to stop has vanished.";
        Write(isLost ? JobLogLevel.Error : JobLogLevel.Information, name, ended, requestId, said);
    }

    public void EndedByReader(JobRecord ended, string? requestId)
    {
        bool isLost = ended.Status is JobStatus.Failed;
        string message = isLost ? "The worker vanished, or none came, and no retry did." : "The worker that was to stop has vanished.";
        Write(isLost ? JobLogLevel.Error : JobLogLevel.Information, isLost ? JobEvents.Lost : JobEvents.Finished, ended, requestId, message);
    }

    public void CancelRequested(JobRecord record) =>
        log.Write(new JobLogEntry(JobLogLevel.Information, JobEvents.CancelRequested)
        {
            Job = record.Job,
            JobId = record.Id,
            Status = record.Status,
        });

    public void Purged(JobRecord record, string? requestId) =>
        Write(JobLogLevel.Information, JobEvents.Purged, record, requestId, "The job is removed, with its input and its result.");

    public void LookFailed(DelayedMessage? message, string requestId, Exception exception) =>
        log.Write(new JobLogEntry(JobLogLevel.Error, JobEvents.LookFailed)
        {
            Message = "A job could not be looked at. It is tried again.",
            Job = message?.Job,
            JobId = message?.Id,
            RequestId = requestId,
            Exception = exception,
        });

    public void EventUnknown(DelayedMessage message, string requestId) =>
        log.Write(new JobLogEntry(JobLogLevel.Error, JobEvents.EventUnknown)
        {
            Message = "The platform gave up on an event that a newer version wrote. The job ends only if it turns out to be lost.",
            Job = message.Job,
            JobId = message.Id,
            RequestId = requestId,
        });

    public void LaterLook(DelayedMessage message, string requestId) =>
        log.Write(new JobLogEntry(JobLogLevel.Information, JobEvents.LaterLook)
        {
            Message = $"Should the job not have ended by {Text(message.At)}, settle ends it then, or looks at it again later.",
            Job = message.Job,
            JobId = message.Id,
            RequestId = requestId,
        });

    public void NoLaterLook(DelayedMessage message, string requestId) =>
        log.Write(new JobLogEntry(JobLogLevel.Warning, JobEvents.NoLaterLook)
        {
            Message = $"The job may have to be ended at {Text(message.At)}, and nothing will see to it before somebody reads it: "
                + $"this deployment has no queue. Set {JobVariables.Queue}.",
            Job = message.Job,
            JobId = message.Id,
            RequestId = requestId,
        });

    public void CallbackUnread(string jobId, string requestId, Exception exception) =>
        log.Write(new JobLogEntry(JobLogLevel.Error, JobEvents.CallbackNotSent)
        {
            Message = "The job could not be read for its callback.",
            JobId = jobId,
            RequestId = requestId,
            Exception = exception,
        });

    public void CallbackNotEnabled(JobRecord record, CallbackTry told) =>
        log.Write(Callback(JobLogLevel.Error, JobEvents.CallbackNotSent, record, told) with
        {
            Message = "Callbacks are not enabled in this function: it needs the same configuration as the one that accepts jobs.",
        });

    public void CallbackTold(JobRecord record, CallbackTry told, JobCallbackStatus status, string? fault, DateTimeOffset? nextAt) =>
        log.Write(status switch
        {
            JobCallbackStatus.Delivered => Callback(JobLogLevel.Information, JobEvents.CallbackDelivered, record, told),
            JobCallbackStatus.Failed => Callback(JobLogLevel.Warning, JobEvents.CallbackNotDelivered, record, told) with { Message = fault },
            _ => Callback(JobLogLevel.Information, JobEvents.CallbackPutOff, record, told) with
            {
                Message = nextAt is { } at ? $"{fault} It is tried again at {Text(at)}." : $"{fault} It is left to others.",
            },
        });

    public void CallbackNotPlanned(JobRecord record, string? requestId, Exception exception) =>
        log.Write(Callback(JobLogLevel.Error, JobEvents.CallbackNotPlanned, record, new CallbackTry(requestId, 0, TimeSpan.Zero)) with
        {
            Message = "The jobs' queue did not take the message by which the callback is tried again.",
            Exception = exception,
        });

    public void CallbackResultUnread(JobRecord record, string? requestId, Exception exception) =>
        log.Write(Callback(JobLogLevel.Error, JobEvents.CallbackNotSent, record, new CallbackTry(requestId, 0, TimeSpan.Zero)) with
        {
            Message = "The job's result could not be read for its callback.",
            Exception = exception,
        });

    public void SecretNotRead(JobRecord record, string? requestId, Exception exception) =>
        log.Write(Callback(JobLogLevel.Error, JobEvents.CallbackSecretNotRead, record, new CallbackTry(requestId, 0, TimeSpan.Zero)) with
        {
            Message = $"The callback was not sent, for want of its secret. {SecretFault(exception)}",
        });

    public void SecretNotReadAnew(JobRecord record, string? requestId, Exception exception) =>
        log.Write(Callback(JobLogLevel.Warning, JobEvents.CallbackSecretNotRead, record, new CallbackTry(requestId, 0, TimeSpan.Zero)) with
        {
            Message = $"The callback is signed with the secret that was read before. {SecretFault(exception)}",
        });

    // Of nothing else it is known that it has nothing of a secret in it.
    private static string SecretFault(Exception exception) =>
        exception is SecretUnreadableException or OperationCanceledException ? exception.Message : exception.GetType().Name;

    public void CallbackFailed(JobRecord record, CallbackTry told, Exception exception)
    {
        string name = told.Sent == 0 ? JobEvents.CallbackNotSent : JobEvents.CallbackNotRecorded;
        log.Write(Callback(JobLogLevel.Error, name, record, told) with { Exception = exception });
    }

    // As the times of a job are written.
    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static JobLogEntry Callback(JobLogLevel level, string name, JobRecord record, in CallbackTry told) => new(level, name)
    {
        Job = record.Job,
        JobId = record.Id,
        RequestId = told.RequestId,
        Attempt = told.Sent,
        Status = record.Status,
        Method = "POST",
        Url = Uri.TryCreate(record.Callback!.Url, UriKind.Absolute, out Uri? url) ? url.GetLeftPart(UriPartial.Path) : null,
        Elapsed = told.Elapsed,
    };

    private void Write(JobLogLevel level, string name, JobRecord record, string? requestId, string message) =>
        log.Write(new JobLogEntry(level, name)
        {
            Message = message,
            Job = record.Job,
            JobId = record.Id,
            RequestId = requestId,
            Attempt = record.Attempt,
            Status = record.Status,
        });
}
