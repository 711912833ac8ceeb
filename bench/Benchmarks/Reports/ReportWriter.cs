namespace AsyncJobs.Benchmarks.Reports;

/// <summary>The application's part, which is the same on both sides and costs next to nothing.</summary>
public static class ReportWriter
{
    public const string Route = "POST /reports/{name}";

    public static Task<Report> WriteAsync(string name, ReportRequest request, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new Report(name, "https://example.com/reports/" + name, limit, request.Columns.Count));
    }
}
