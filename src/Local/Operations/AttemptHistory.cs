using AsyncJobs.Lifecycle;

namespace AsyncJobs.Local.Operations;

/// <summary>Tells the attempts of a job, as far as its record knows them.</summary>
internal static class AttemptHistory
{
    public static IReadOnlyList<AttemptItem> Of(JobRecord record)
    {
        if (record.Attempt == 0)
            return [];

        // Of the latest attempt the record says most in its own members.
        return
        [
            new AttemptItem(record.Attempt, record.IsContinued ? AttemptItem.Continued : EndOf(record))
            {
                StartedAt = record.Attempt == 1 && record.Continuation == 0 ? record.StartedAt : null,
                EndedAt = record.FinishedAt,
                Error = record.Error,
                RequestId = record.Lease?.RequestId,
            },
        ];
    }

    // An attempt that failed leaves its job waiting for the next one.
    private static string EndOf(JobRecord record) =>
        (record.Status is JobStatus.Pending ? JobStatus.Failed : record.Status).ToWireName();
}
