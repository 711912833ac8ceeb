using System.Text;

namespace AsyncJobs.Testing.Tests.Jobs;

/// <summary>A job that returns a file.</summary>
public static class Exports
{
    [AsyncJob("POST /exports/{year}")]
    public static async Task<JobFile> Run(int year, JobContext job)
    {
        await job.ReportProgressAsync(0.5, "half");
        return new JobFile(Encoding.UTF8.GetBytes($"year;turnover\n{year};1\n"), "text/csv", $"turnover {year}.csv");
    }
}
