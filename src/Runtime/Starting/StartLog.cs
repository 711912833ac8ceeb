using AsyncJobs.Logging;
using AsyncJobs.Shared;

namespace AsyncJobs.Starting;

/// <summary>What starting a job writes into the log.</summary>
internal sealed class StartLog(JobLog log)
{
    public void RedispatchNotRecorded(JobStartRequest request, Exception exception) =>
        log.Write(new JobLogEntry(JobLogLevel.Warning, JobEvents.RedispatchNotRecorded)
        {
            Job = request.Job.Name,
            JobId = request.Id,
            RequestId = request.RequestId,
            Exception = exception,
        });

    public void NotRemoved(JobStartRequest request, bool isRecorded, Exception exception) => Left(
        "It is not known whether the job was started, and its record could not be removed. Nobody was told its id. It runs if its event was taken; "
        + "else it stays PENDING until it expires. "
        + (isRecorded ? "The record says that its start is unsure." : "The record cannot say so, as it could not be written either."),
        request,
        exception);

    public void InputNotRemoved(JobStartRequest request, Exception exception) =>
        log.Write(new JobLogEntry(JobLogLevel.Warning, JobEvents.InputNotRemoved)
        {
            Message = "The job was not started, or is removed, and its input could not be removed. Nobody can reach it, and it expires.",
            Job = request.Job.Name,
            JobId = request.Id,
            RequestId = request.RequestId,
            Exception = exception,
        });

    public void NotWithdrawn(JobStartRequest request, Exception exception) => Left(
        "The job was not started: no event was sent. Its record could not be removed, if it was stored. Nobody was told its id. "
        + "It stays PENDING until it expires.",
        request,
        exception);

    private void Left(string message, JobStartRequest request, Exception exception) =>
        log.Write(new JobLogEntry(JobLogLevel.Error, JobEvents.UndispatchedNotRemoved)
        {
            Message = message,
            Job = request.Job.Name,
            JobId = request.Id,
            RequestId = request.RequestId,
            Exception = exception,
        });
}
