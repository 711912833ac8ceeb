namespace AsyncJobs.Lifecycle;

/// <summary>The right of one attempt to write to its job.</summary>
/// <param name="Token">Unique to one attempt; every write after the claim is conditional on it. A ULID, which says when the attempt began.</param>
/// <param name="RequestId">The invocation's request id; the platform's retry carries the same one.</param>
/// <param name="Until">When the platform has killed the invocation for certain: its deadline and a little slack.</param>
/// <param name="RetryFrom">
/// From when on the same request id means a retry. The platform waits before it tries again, so that a delivery which comes sooner
/// can only be a duplicate of the one that is at work.
/// </param>
public sealed record JobLease(string Token, string RequestId, DateTimeOffset Until, DateTimeOffset RetryFrom)
{
    /// <summary>When the attempt began, as <see cref="Token"/> says; null for a token of an older version, which does not.</summary>
    public DateTimeOffset? StartedAt => LeaseToken.TimeOf(Token);
}
