namespace AsyncJobs.Local.Operations;

/// <summary>The lease of a job's latest attempt.</summary>
/// <param name="RequestId">The invocation's request id.</param>
/// <param name="StartedAt">When the attempt began; null where a version that did not record this began it.</param>
/// <param name="Until">When the platform has ended the invocation for certain.</param>
internal sealed record LeaseItem(string RequestId, DateTimeOffset? StartedAt, DateTimeOffset Until);
