namespace AsyncJobs.Benchmarks.Reports;

public sealed record ReportRequest(
    string Title,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<string> Columns,
    IReadOnlyList<ReportFilter> Filters,
    string? NotifyUrl = null,
    bool IncludeTotals = false);
