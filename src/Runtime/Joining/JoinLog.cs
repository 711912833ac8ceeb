using AsyncJobs.Logging;
using AsyncJobs.Shared;

namespace AsyncJobs.Joining;

/// <summary>What waiting for jobs from code writes into the log.</summary>
internal sealed class JoinLog(JobLog log)
{
    public void NotRead(string id, Exception exception) => Warn(JobEvents.WaitNotRead, id, exception);

    public void NotCancelled(string id, Exception exception) => Warn(JobEvents.JoinedNotCancelled, id, exception);

    private void Warn(string name, string id, Exception exception) => log.Write(new JobLogEntry(JobLogLevel.Warning, name)
    {
        JobId = id,
        RequestId = InvocationScope.Current.RequestId,
        Exception = exception,
    });
}
