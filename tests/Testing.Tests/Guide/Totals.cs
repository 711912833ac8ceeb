using AsyncJobs.Jobs;

namespace AsyncJobs.Testing.Tests.Guide;

public static class Totals
{
    [AsyncJob("POST /totals", State = typeof(string[]), Starts = ["reports"])]
    public static async Task<decimal> Add(JobContext job)
    {
        string[] ids = job.State<string[]>()
            ?? (await ReportsBuildJob.StartManyAsync(Enumerable.Range(2020, 5), job.Id)).EnsureAllStarted().Ids.ToArray();
        JobJoin<Report> reports = await job.WaitAllAsync(ReportsBuildJob.Definition, ids, ids);
        return reports.GetResults().Sum(report => report.Turnover);
    }
}
