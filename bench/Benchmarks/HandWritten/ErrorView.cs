namespace AsyncJobs.Benchmarks.HandWritten;

internal sealed record ErrorView(string Message);
