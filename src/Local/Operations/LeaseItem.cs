namespace AsyncJobs.Local.Operations;

/// <summary>The lease of a job's latest attempt.</summary>
/// <param name="RequestId">The invocation's request id.</param>
/// <param name="Until">When the platform has ended the invocation for certain.</param>
internal sealed record LeaseItem(string RequestId, DateTimeOffset Until);
