namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>The body of the test job.</summary>
internal sealed record ReportBody(string Text, int Number);
