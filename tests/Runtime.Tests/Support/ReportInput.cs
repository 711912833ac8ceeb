namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>The arguments of the test job: one of each source.</summary>
internal sealed record ReportInput(string Name, int Count, string[] Tags, string? Trace, ReportBody Body);
