namespace AsyncJobs.Smoke.Running;

/// <summary>How a check ended.</summary>
/// <param name="Name">The check.</param>
/// <param name="Verdict">Whether it passed.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Saw">What it saw, or why it did not look.</param>
internal sealed record CheckOutcome(string Name, Verdict Verdict, TimeSpan Elapsed, string Saw);
