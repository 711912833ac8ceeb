using System.Globalization;
using AsyncJobs.Local.Operations;

namespace AsyncJobs.Tool.Output;

/// <summary>Jobs as a table.</summary>
internal static class JobTable
{
    /// <summary>Prints them.</summary>
    /// <param name="output">Where.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="now">The time, for how long they have taken.</param>
    public static void Show(ToolOutput output, IReadOnlyList<JobItem> jobs, DateTimeOffset now)
    {
        var table = FittedTable.Of(
            output.Width,
            Of("ID", job => job.Id),
            Of("JOB", job => job.Job) with { Least = 10, LeftOut = 7 },
            new Column("STATUS") { LeftOut = 6, Cells = [.. jobs.Select(static job => Cell.Of(StatusOf(job), StatusStyle.Of(job.Status)))] },
            Of("CREATED", job => Times.Of(job.CreatedAt)) with { LeftOut = 5 },
            Of("TOOK", job => Times.TookOf(job, now)) with { LeftOut = 4 },
            Of("TRY", job => job.Attempt.ToString(CultureInfo.InvariantCulture)) with { LeftOut = 1 },
            Of("OWNER", job => job.Owner) with { Least = 8, LeftOut = 2 },
            Of("WHAT", WhatOf) with { Least = 20, LeftOut = 3 });
        table.Show(output);
        if (table.LeftOut.Count > 0)
            output.Note($"This terminal is too narrow for {string.Join(", ", table.LeftOut)}: show has all of one job, and --json all of each.");

        Column Of(string head, Func<JobItem, string?> text) => new(head) { Cells = [.. jobs.Select(job => Cell.Of(text(job)))] };
    }

    /// <summary>The status with what a list knows beside it.</summary>
    public static string StatusOf(JobItem job) => job switch
    {
        { IsLost: true } => job.Status + " (lost)",
        { IsStartUnsure: true } => job.Status + " (start unsure)",
        { IsCancelRequested: true } => job.Status + " (to stop)",
        _ => job.Status,
    };

    /// <summary>What there is to say of a job: its error, else its progress.</summary>
    public static string WhatOf(JobItem job) => job switch
    {
        { Error: { } error } => string.Create(CultureInfo.InvariantCulture, $"{error.ErrorCode}: {error.Message}"),
        { Progress: { } progress } => ProgressOf(progress),
        _ => "",
    };

    /// <summary>How far a job is.</summary>
    public static string ProgressOf(JobProgress progress) =>
        string.Create(CultureInfo.InvariantCulture, $"{PercentOf(progress)} % {progress.Message}").TrimEnd();

    // As on the operator's page: 100 % is what is done.
    private static double PercentOf(JobProgress progress) => Math.Floor(Math.Round(progress.Fraction * 100, 6));
}
