using System.Text;

namespace AsyncJobs.Lifecycle;

/// <summary>One attempt of a job, or what one invocation did of it, as operators see it. Callers are not shown it.</summary>
/// <param name="Attempt">Which attempt: the first is 1. One that goes on in other invocations has the same number in each.</param>
/// <param name="RequestId">The request id of the invocation, which finds it in the logs.</param>
/// <param name="StartedAt">When it began; null where a version that did not record this began it.</param>
/// <param name="EndedAt">
/// When it ended; null while it runs. Of one whose worker vanished: when that was certain, which is the end of its lease or the next claim, whichever
/// came first.
/// </param>
/// <param name="Status">How it ended.</param>
/// <param name="Error">
/// Why; null where there is nothing to say. In <see cref="JobRecord.History"/> the code and the message alone, of at most 256 bytes.
/// </param>
public sealed record JobAttempt(
    int Attempt, string RequestId, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, JobAttemptStatus Status, JobError? Error)
{
    /// <summary>The longest message of an attempt in the history, in bytes of UTF-8. A longer one is cut.</summary>
    internal const int LongestMessage = 256;

    /// <summary>The attempt that holds the lease of a job.</summary>
    internal static JobAttempt Of(JobRecord running) => new(
        running.Attempt,
        running.Lease!.RequestId,
        running.Lease.StartedAt ?? (running is { Attempt: 1, Continuation: 0 } ? running.StartedAt : null),
        null,
        JobAttemptStatus.Running,
        null);

    /// <summary>The attempt that a job's history does not have: it runs, or the job ended with it.</summary>
    internal static JobAttempt? LatestOf(JobRecord record)
    {
        if (record.Lease is null || record.Status is JobStatus.Pending)
            return null;

        // No two events share a request id, and no event runs twice in one attempt.
        JobAttempt latest = Of(record);
        if (record.IsFinished && record.History.Attempts is [.., var last] && (last.Attempt, last.RequestId) == (latest.Attempt, latest.RequestId))
            return null;

        return latest with { Status = StatusOf(record), EndedAt = record.FinishedAt, Error = record.Error };
    }

    /// <summary>The attempt with its end, as the history keeps it.</summary>
    internal JobAttempt Ended(JobAttemptStatus status, DateTimeOffset at, JobError? error = null) => this with
    {
        Status = status,
        EndedAt = at,
        Error = error is null ? null : new JobError(error.ErrorCode, Cut(error.Message)),
    };

    /// <summary>The attempt of a worker that gives its job back for another attempt.</summary>
    internal JobAttempt Failed(JobError error, DateTimeOffset at) =>
        Ended(error.ErrorCode is JobErrorCodes.TimedOut ? JobAttemptStatus.TimedOut : JobAttemptStatus.Failed, at, error);

    private static JobAttemptStatus StatusOf(JobRecord record) => record.Status switch
    {
        JobStatus.Running => JobAttemptStatus.Running,
        JobStatus.Succeeded => JobAttemptStatus.Succeeded,
        JobStatus.TimedOut => JobAttemptStatus.TimedOut,
        JobStatus.Cancelled => JobAttemptStatus.Cancelled,

        // Nobody says these of a job whose attempt ended with a word.
        JobStatus.Failed when record.Error?.ErrorCode is JobErrorCodes.Lost or JobErrorCodes.PlatformGaveUp => JobAttemptStatus.Lost,
        JobStatus.Failed => JobAttemptStatus.Failed,
        _ => JobAttemptStatus.Unknown,
    };

    private static string Cut(string message)
    {
        int bytes = 0;
        int length = 0;
        foreach (Rune rune in message.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > LongestMessage)
                return message[..length];
            length += rune.Utf16SequenceLength;
        }

        return message;
    }
}
