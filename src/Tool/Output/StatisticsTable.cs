using System.Globalization;
using AsyncJobs.Tool.Statistics;
using AsyncJobs.Tool.Values;
using Spectre.Console;

namespace AsyncJobs.Tool.Output;

/// <summary>Statistics as a table.</summary>
internal static class StatisticsTable
{
    /// <summary>Makes it.</summary>
    public static Table Of(IEnumerable<JobStatistics> all, bool isFramed)
    {
        Table table = JobTable.Empty(
            isFramed,
            "JOB", "ALL", "PENDING", "RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "CANCELLED", "LOST",
            "WAIT 50%", "95%", "RUN 50%", "95%", "ERROR");
        foreach (JobStatistics job in all)
        {
            table.AddRow(
            [
                Plain.Cell(job.Job),
                Number(job.Total), Number(job.Pending), Number(job.Running), Number(job.Succeeded),
                Number(job.Failed, Color.Red), Number(job.TimedOut, Color.Red), Number(job.Cancelled), Number(job.Lost, Color.Red),
                Length(job.WaitMedianMs), Length(job.Wait95Ms), Length(job.RunMedianMs), Length(job.Run95Ms),
                Plain.Cell(job.MostErrorCode?.ToString(CultureInfo.InvariantCulture)),
            ]);
        }

        return table;
    }

    private static Text Number(int number, Color? colour = null) =>
        new(number.ToString(CultureInfo.InvariantCulture), number > 0 && colour is { } shown ? new Style(shown) : Style.Plain);

    private static Text Length(double? milliseconds) => new(milliseconds is { } some ? Durations.Write(TimeSpan.FromMilliseconds(some)) : "");
}
