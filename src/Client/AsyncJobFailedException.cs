namespace AsyncJobs.Client;

/// <summary>The job is over and has no result: it failed, timed out or was cancelled.</summary>
public sealed class AsyncJobFailedException : AsyncJobException
{
    /// <summary>Makes one, as a wait does or a test that stands in for it.</summary>
    /// <param name="job">The job as it ended.</param>
    /// <param name="url">The job's URL, if there is one.</param>
    public AsyncJobFailedException(AsyncJobSnapshot job, Uri? url = null)
        : base(Describe(job ?? throw new ArgumentNullException(nameof(job))), url, null) => Job = job;

    /// <summary>The job's last status document.</summary>
    public AsyncJobSnapshot Job { get; }

    /// <summary><see cref="AsyncJobStatus.Failed"/>, <see cref="AsyncJobStatus.TimedOut"/> or <see cref="AsyncJobStatus.Cancelled"/>.</summary>
    public AsyncJobStatus Status => Job.Status;

    /// <summary>Why; null where the server gives no reason, as for a job that was cancelled while it waited.</summary>
    public AsyncJobError? Error => Job.Error;

    /// <summary>The error's code, or 0 without one.</summary>
    public int ErrorCode => Error?.ErrorCode ?? 0;

    /// <summary>What to quote to the service's support, where there is one.</summary>
    public string? RequestId => Error?.RequestId;

    private static string Describe(AsyncJobSnapshot job)
    {
        string what = job.Status switch
        {
            AsyncJobStatus.TimedOut => "timed out",
            AsyncJobStatus.Cancelled => "was cancelled",
            _ => "failed",
        };
        AsyncJobError? error = job.Error;
        return SupportText.Describe($"The job '{job.Job}' {what}", error?.Message, error?.ErrorCode ?? 0, error?.Service, error?.RequestId);
    }
}
