using AsyncJobs.Lifecycle;

namespace AsyncJobs.Storage;

/// <summary>Jobs as a list shows them.</summary>
/// <param name="Records">Their records without state, history, result and input digest, in any order.</param>
/// <param name="Unread">The ids of those that were not read this time, since it would have been too much or too many.</param>
internal readonly record struct JobOutlines(IReadOnlyList<JobRecord> Records, IReadOnlyList<string> Unread)
{
    /// <summary>What a list shows of a record.</summary>
    public static JobRecord Of(JobRecord record) => record with
    {
        State = default,
        StateSequence = 0,
        History = JobHistory.Empty,
        ProgressSequence = 0,
        Result = default,
        ResultReference = null,
        ResultFileKey = null,
        ResultEncoding = JobResultEncoding.Json,
        InputDigest = null,
    };
}
