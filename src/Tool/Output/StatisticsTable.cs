using System.Globalization;
using AsyncJobs.Tool.Statistics;
using AsyncJobs.Tool.Values;
using Spectre.Console;

namespace AsyncJobs.Tool.Output;

/// <summary>Statistics as two tables: how many jobs there are, and how long they took.</summary>
internal static class StatisticsTable
{
    private const string Legend =
        "LOST: the worker has vanished. RETRIED: needed more than one attempt. WAIT: from the start of a job to its first attempt. "
        + "RUN: from there to its success. MEDIAN and 95%: so many of the jobs took no longer. TOP ERROR: the most frequent error code.";

    /// <summary>Prints them.</summary>
    public static void Show(ToolOutput output, IReadOnlyList<JobStatistics> all)
    {
        Column job = new("JOB") { Least = 8, Cells = [.. all.Select(static job => Cell.Of(job.Job))] };
        FittedTable.Of(
            output.Width,
            job,
            Numbers("TOTAL", static job => job.Total),
            Numbers("PENDING", static job => job.Pending),
            Numbers("RUNNING", static job => job.Running),
            Numbers("SUCCEEDED", static job => job.Succeeded),
            Numbers("FAILED", static job => job.Failed, Color.Red),
            Numbers("TIMED_OUT", static job => job.TimedOut, Color.Red),
            Numbers("CANCELLED", static job => job.Cancelled)).Show(output);
        output.Line("");
        FittedTable.Of(
            output.Width,
            job,
            Numbers("LOST", static job => job.Lost, Color.Red),
            Numbers("RETRIED", static job => job.Retried),
            Lengths("WAIT MEDIAN", static job => job.WaitMedianMs),
            Lengths("WAIT 95%", static job => job.Wait95Ms),
            Lengths("RUN MEDIAN", static job => job.RunMedianMs),
            Lengths("RUN 95%", static job => job.Run95Ms),
            Of("TOP ERROR", static job => Cell.Of(job.MostErrorCode?.ToString(CultureInfo.InvariantCulture)))).Show(output);
        output.Note(Legend);

        Column Of(string head, Func<JobStatistics, Cell> cell) => new(head) { Cells = [.. all.Select(cell)] };

        Column Numbers(string head, Func<JobStatistics, int> number, Color? colour = null) => Of(head, job => Number(number(job), colour));

        Column Lengths(string head, Func<JobStatistics, double?> length) => Of(head, job => Length(length(job)));
    }

    private static Cell Number(int number, Color? colour) =>
        Cell.Of(number.ToString(CultureInfo.InvariantCulture), number > 0 && colour is { } shown ? new Style(shown) : Style.Plain);

    private static Cell Length(double? milliseconds) =>
        Cell.Of(milliseconds is { } some ? Durations.Write(TimeSpan.FromMilliseconds(some)) : "");
}
