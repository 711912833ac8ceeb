namespace AsyncJobs.Lifecycle;

/// <summary>A repeated start that sends a job's event again.</summary>
/// <param name="Token">Unique to the request that sends.</param>
/// <param name="Until">When that request has ended for certain, and another one may take its place.</param>
/// <param name="SentAt">When the platform had taken the event; null while that is open.</param>
public sealed record JobRedispatch(string Token, DateTimeOffset Until, DateTimeOffset? SentAt = null);
