namespace AsyncJobs.Client.Tests;

/// <summary>What the jobs of these tests give.</summary>
internal sealed record CheckReport(int Links, string? Note = null);
