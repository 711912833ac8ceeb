using AsyncJobs.Jobs;

namespace AsyncJobs.Starting;

/// <summary>The start of a job that runs another one again, or why there is none.</summary>
internal sealed class PreparedRetry : IDisposable
{
    private PreparedRetry()
    {
    }

    /// <summary>The start; null where there is none.</summary>
    public JobStartRequest? Request { get; private init; }

    /// <summary>Why there is none.</summary>
    public JobRetryOutcome Outcome { get; private init; }

    /// <summary>The same as a sentence that says what to do.</summary>
    public string Reason { get; private init; } = "";

    public static PreparedRetry Of(JobStartRequest request) => new() { Request = request, Outcome = JobRetryOutcome.Started };

    public static PreparedRetry Refused(JobRetryOutcome outcome, string reason) => new() { Outcome = outcome, Reason = reason };

    public void Dispose() => Request?.Envelope.Dispose();
}
