namespace AsyncJobs.Benchmarks.Reports;

public sealed record ReportFilter(string Field, string Operator, string Value);
