namespace AsyncJobs.Client.Tests;

/// <summary>What the jobs of these tests are asked for.</summary>
internal sealed record CheckRequest(string Site);
