namespace AsyncJobs.ColdStart.Annotations.Jobs;

/// <summary>The worker's event.</summary>
public sealed record WorkItem(string Id, IReadOnlyList<string> Urls, int WithinSeconds);
