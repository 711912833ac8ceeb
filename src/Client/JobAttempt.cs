namespace AsyncJobs.Client;

/// <summary>How one attempt went: a reply, or a failure that can pass.</summary>
/// <param name="Reply">What came back.</param>
/// <param name="Failure">Why nothing usable came back.</param>
/// <param name="RetryAfter">After a failure, how long the server asks to wait.</param>
internal readonly record struct JobAttempt(JobReply? Reply, Exception? Failure, TimeSpan RetryAfter);
