using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Storage;

namespace AsyncJobs.Jobs;

/// <summary>Looks at a job that may not end by itself, and ends it where nobody else will.</summary>
internal sealed class JobLooker(JobApp app, JobPlatform platform)
{
    /// <summary>Looks at the job.</summary>
    /// <param name="message">Which job, and why.</param>
    /// <param name="requestId">The invocation, for the log.</param>
    /// <param name="budget">What may be spent.</param>
    /// <returns>When it is to be looked at again; null where that is not needed.</returns>
    public async ValueTask<DateTimeOffset?> LookAsync(DelayedMessage message, string requestId, InvocationBudget budget)
    {
        JobRecord? record = await platform.Store.GetAsync(message.Id, budget.Token).ConfigureAwait(false);
        while (record is not null && record.ExpiresAt > platform.Now())
        {
            DateTimeOffset now = platform.Now();
            switch (Judge(record, message, now))
            {
                case NextStep.LookAt(var time):
                    Log(JobLogLevel.Information, "job.looked-at", record, requestId, $"The job may still go on by itself. It is looked at again at {time:O}.");
                    return time;

                case NextStep.End(var end):
                    JobTransitionResult result = await platform.Store.ApplyAsync(record.Id, end, now, budget.Token).ConfigureAwait(false);
                    if (!result.Applied)
                    {
                        // It has gone on since it was read.
                        record = result.Record;
                        continue;
                    }

                    record = JobStateMachine.Apply(record, end, now) ?? record;
                    LogEnd(record, message, requestId);
                    break;

                default:
                    Log(JobLogLevel.Information, message.GaveUp is null ? "job.looked-at" : "job.settle-refused", record, requestId, "There is nothing to be done.");
                    break;
            }

            // The worker may have ended between the job's end and its callback.
            await new CallbackSender(app, platform).SendAsync(record, isLast: true, requestId, budget).ConfigureAwait(false);
            return null;
        }

        return null;
    }

    private NextStep Judge(JobRecord record, DelayedMessage message, DateTimeOffset now)
    {
        EndTerms terms = app.TermsOf(record.Job, now);
        return message.GaveUp is { } gaveUp ? gaveUp.Judge(record, terms, now) : LostJob.Judge(record, terms, now);
    }

    private void LogEnd(JobRecord ended, DelayedMessage message, string requestId)
    {
        bool isLost = ended.Status is JobStatus.Failed;
        string name = message.GaveUp is not null ? "job.settled" : isLost ? "job.lost" : "job.finished";
        Log(isLost ? JobLogLevel.Error : JobLogLevel.Information, name, ended, requestId, ended.Error?.Message ?? "The worker that was to stop has vanished.");
    }

    private void Log(JobLogLevel level, string name, JobRecord record, string requestId, string message) =>
        platform.Log.Write(new JobLogEntry(level, name)
        {
            Message = message,
            Job = record.Job,
            JobId = record.Id,
            RequestId = requestId,
            Attempt = record.Attempt,
            Status = record.Status,
        });
}
