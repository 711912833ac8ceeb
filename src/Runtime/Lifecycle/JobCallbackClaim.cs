namespace AsyncJobs.Lifecycle;

/// <summary>Somebody's right to try a callback, which others leave to them until its end.</summary>
/// <param name="Token">Unique to whoever has it.</param>
/// <param name="Until">When they have ended for certain.</param>
public sealed record JobCallbackClaim(string Token, DateTimeOffset Until);
