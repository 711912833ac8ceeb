namespace AsyncJobs.Ending;

/// <summary>What was done for a callback so far, for the log.</summary>
/// <param name="RequestId">The invocation.</param>
/// <param name="Sent">How often it was sent.</param>
/// <param name="Elapsed">How long that took.</param>
internal readonly record struct CallbackTry(string? RequestId, int Sent, TimeSpan Elapsed);
