using AsyncJobs.Benchmarks.Reports;

namespace AsyncJobs.Benchmarks.HandWritten;

/// <summary>The worker's event.</summary>
internal sealed record WorkItem(string Id, string Name, int Limit, ReportRequest Request);
