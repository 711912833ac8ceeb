using System.Globalization;
using AsyncJobs.Local.Operations;
using Spectre.Console;

namespace AsyncJobs.Tool.Output;

/// <summary>Jobs as a table.</summary>
internal static class JobTable
{
    /// <summary>Makes it.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="now">The time, for how long they have taken.</param>
    /// <param name="isFramed">Whether it has lines, for a terminal.</param>
    public static Table Of(IEnumerable<JobItem> jobs, DateTimeOffset now, bool isFramed)
    {
        Table table = Empty(isFramed, "ID", "JOB", "STATUS", "CREATED", "TOOK", "TRY", "OWNER", "WHAT");
        foreach (JobItem job in jobs)
        {
            table.AddRow(
                Plain.Cell(job.Id),
                Plain.Cell(job.Job),
                Plain.Cell(StatusOf(job), StatusStyle.Of(job.Status)),
                Plain.Cell(Times.Of(job.CreatedAt)),
                Plain.Cell(Times.TookOf(job, now)),
                Plain.Cell(job.Attempt.ToString(CultureInfo.InvariantCulture)),
                Plain.Cell(job.Owner),
                Plain.Cell(WhatOf(job)));
        }

        return table;
    }

    /// <summary>A table without rows.</summary>
    public static Table Empty(bool isFramed, params string[] heads)
    {
        Table table = new() { Border = isFramed ? TableBorder.Rounded : TableBorder.None };
        foreach (string head in heads)
            table.AddColumn(new TableColumn(new Text(head)) { NoWrap = true });
        return table;
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
        string.Create(CultureInfo.InvariantCulture, $"{progress.Fraction:P0} {progress.Message}").TrimEnd();
}
