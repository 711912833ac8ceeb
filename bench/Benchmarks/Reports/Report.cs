namespace AsyncJobs.Benchmarks.Reports;

public sealed record Report(string Name, string Url, int Rows, int Columns);
