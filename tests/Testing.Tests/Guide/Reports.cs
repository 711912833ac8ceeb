using AsyncJobs.Parameters;

namespace AsyncJobs.Testing.Tests.Guide;

public static class Reports
{
    [AsyncJob("POST /reports/{year}", TimeoutSeconds = 900, MaxAttempts = 3)]
    public static async Task<Report> Build(int year, [FromServices] IFigures figures, JobContext job)
    {
        await job.ReportProgressAsync(0.1, "reading");
        decimal turnover = await figures.ReadAsync(year, job.CancellationToken);
        return new Report(year, turnover);
    }
}
