using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Shared;

namespace AsyncJobs.Operating;

/// <summary>What the commands of operators write into the log.</summary>
internal sealed class OperatorLog(JobLog log)
{
    public void Done(OperatorEvent command, OperatorReply reply, Invocation invocation) =>
        log.Write(Entry(JobLogLevel.Information, JobEvents.OperatorCommand, command, invocation) with
        {
            Message = $"{command.Action}: {reply.OutcomeText}.",
        });

    public void Failed(OperatorEvent command, Invocation invocation, Exception exception) =>
        log.Write(Entry(JobLogLevel.Error, JobEvents.OperatorFailed, command, invocation) with
        {
            Message = $"{command.Action} failed.",
            Exception = exception,
        });

    private static JobLogEntry Entry(JobLogLevel level, string name, OperatorEvent command, Invocation invocation) => new(level, name)
    {
        JobId = JobId.IsValid(command.JobId) ? command.JobId : null,
        RequestId = invocation.RequestId,
    };
}
