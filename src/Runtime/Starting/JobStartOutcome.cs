namespace AsyncJobs.Starting;

internal enum JobStartOutcome
{
    /// <summary>A new job.</summary>
    Started,

    /// <summary>The job that was started before under the same idempotency key.</summary>
    Repeated,

    /// <summary>The idempotency key stands for a job with another input, or for one that was removed.</summary>
    KeyReused,
}
