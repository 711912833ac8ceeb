namespace AsyncJobs.Testing.Tests.Guide;

public sealed record Report(int Year, decimal Turnover);
