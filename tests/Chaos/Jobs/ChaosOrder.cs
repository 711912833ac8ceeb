namespace AsyncJobs.Chaos.Jobs;

/// <summary>What a job shall do.</summary>
/// <param name="Plan">How it ends, one of <see cref="ChaosPlan"/>.</param>
/// <param name="Milliseconds">How long it takes.</param>
/// <param name="Failures">How many of its attempts fail, where its plan is to throw.</param>
/// <param name="Size">The length of its result's text.</param>
/// <param name="Steps">In how many steps it goes on, where it does.</param>
/// <param name="Ballast">Something that makes the input large.</param>
public sealed record ChaosOrder(ChaosPlan Plan, int Milliseconds, int Failures = 0, int Size = 10, int Steps = 0, string? Ballast = null);
