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

    public void NotRemoved(JobStartRequest request, Exception exception) =>
        log.Write(new JobLogEntry(JobLogLevel.Error, JobEvents.UndispatchedNotRemoved)
        {
            Message = "It is not known whether the job was started, and its record could not be removed. Nobody was told its id. It runs if its event was taken; else it stays PENDING until it expires.",
            Job = request.Job.Name,
            JobId = request.Id,
            RequestId = request.RequestId,
            Exception = exception,
        });
}
