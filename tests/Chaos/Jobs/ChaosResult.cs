namespace AsyncJobs.Chaos.Jobs;

/// <summary>What a job returns.</summary>
/// <param name="Index">Which job it is.</param>
/// <param name="AttemptId">Which attempt returned it.</param>
/// <param name="Text">Something only this attempt knows.</param>
public sealed record ChaosResult(int Index, string AttemptId, string Text);
