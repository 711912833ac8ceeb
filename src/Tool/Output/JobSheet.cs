using System.Globalization;
using AsyncJobs.Local.Operations;
using Spectre.Console;

namespace AsyncJobs.Tool.Output;

/// <summary>One job with all that is known of it.</summary>
internal static class JobSheet
{
    /// <summary>Prints it.</summary>
    public static void Show(ToolOutput output, JobDetails job, DateTimeOffset now)
    {
        output.Show(Facts(job, now));
        if (job.Attempts.Count > 0)
        {
            output.Line("");
            output.Show(Attempts(job));
            if (job.AttemptsLeftOut is > 0)
                output.Line(string.Create(CultureInfo.InvariantCulture, $"{job.AttemptsLeftOut} earlier ones are not kept."));
        }

        if (job.Callback?.Tries is { Count: > 0 } tries)
        {
            output.Line("");
            foreach (CallbackTryItem one in tries)
                output.Line(Plain.Of($"Callback at {Times.Of(one.At)}: {one.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? one.Fault}"));
        }

        if (job.Result is { } result)
        {
            output.Line("");
            output.Line("Result");

            // Its line breaks are JSON's own: those of its texts are escaped.
            foreach (string line in IndentedJson.Of(result).Split('\n'))
                output.Line("  " + line.TrimEnd('\r'));
        }
    }

    private static Grid Facts(JobDetails job, DateTimeOffset now)
    {
        Grid grid = new();
        grid.AddColumn(new GridColumn { NoWrap = true });
        grid.AddColumn();
        Add("Job", job.Job);
        Add("Id", job.Id);
        Add("Status", JobTable.StatusOf(job), StatusStyle.Of(job.Status));
        Add("Error", ErrorOf(job.Error));
        Add("Progress", job.Progress is { } progress ? JobTable.ProgressOf(progress) : null);
        Add("Owner", job.Owner);
        Add("Created", Times.Of(job.CreatedAt));
        Add("Started", Times.Of(job.StartedAt));
        Add("Finished", Times.Of(job.FinishedAt));
        Add("Took", Times.TookOf(job, now));
        Add("Expires", Times.Of(job.ExpiresAt));
        Add("Cancel asked for", Times.Of(job.CancelRequestedAt));
        Add("Attempt", string.Create(CultureInfo.InvariantCulture, $"{job.Attempt}"));
        Add("Continuations", job.Continuation > 0 ? string.Create(CultureInfo.InvariantCulture, $"{job.Continuation}") : null);
        Add("Lease", job.Lease is { } lease && job.FinishedAt is null ? $"until {Times.Of(lease.Until)}, request {lease.RequestId}" : null);
        Add("Correlation id", job.CorrelationId);
        Add("Runs again", job.RetryOf);
        Add("Was run again by", job.RetriedBy);
        Add("Can be run again", job.CanRetry ? "yes" : job.WhyNoRetry);
        Add("Callback", job.Callback is { } callback
            ? string.Create(CultureInfo.InvariantCulture, $"{callback.Host}: {callback.Status}, tried {callback.Attempts} times")
            : null);
        Add("Next try", Times.Of(job.Callback?.NextAt));
        Add("Result", job.ResultNote);
        return grid;

        void Add(string name, string? value, Style? style = null)
        {
            if (value is not null)
                grid.AddRow(new Text(name), new Text(Plain.Of(value), style));
        }
    }

    // One below the other: with its request id, one is wider than many terminals.
    private static Grid Attempts(JobDetails job)
    {
        Grid grid = new();
        grid.AddColumn(new GridColumn { NoWrap = true });
        grid.AddColumn();
        foreach (AttemptItem attempt in job.Attempts)
        {
            string number = string.Create(CultureInfo.InvariantCulture, $"Attempt {attempt.Attempt}");
            grid.AddRow(new Text(number), new Text(Plain.Of(attempt.End), StatusStyle.Of(attempt.End)));
            string until = attempt.EndedAt is { } ended ? $" to {Times.Of(ended)}" : "";
            Add(attempt.StartedAt is { } started ? $"from {Times.Of(started)}{until}" : null);
            Add(attempt.RequestId is { } request ? $"request {request}" : null);
            Add(ErrorOf(attempt.Error));
        }

        return grid;

        void Add(string? text)
        {
            if (text is not null)
                grid.AddRow(Text.Empty, new Text(Plain.Of(text)));
        }
    }

    private static string? ErrorOf(JobError? error) =>
        error is null ? null : string.Create(CultureInfo.InvariantCulture, $"{error.ErrorCode}: {error.Message}");
}
