namespace AsyncJobs.Chaos.Jobs;

/// <summary>What a job that goes on in steps saves.</summary>
/// <param name="Done">How many steps are done.</param>
public sealed record ChaosCursor(int Done);
