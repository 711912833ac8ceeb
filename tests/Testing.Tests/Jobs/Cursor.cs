namespace AsyncJobs.Testing.Tests.Jobs;

/// <summary>How far an import is.</summary>
public sealed record Cursor(int Page);
