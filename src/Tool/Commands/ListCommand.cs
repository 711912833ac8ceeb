using System.Globalization;
using AsyncJobs.Jobs;
using AsyncJobs.Local.Operations;
using AsyncJobs.Tool.CommandLine;
using AsyncJobs.Tool.Failures;
using AsyncJobs.Tool.Output;
using AsyncJobs.Tool.Places;

namespace AsyncJobs.Tool.Commands;

/// <summary><c>asyncjobs list</c>: jobs, the newest first.</summary>
internal sealed class ListCommand(PlaceOpener opener, ToolOutput output, TimeProvider time) : JobsCommand<ListSettings>(opener)
{
    /// <inheritdoc/>
    protected override void Check(ListSettings settings) => settings.SinceTime(time.GetUtcNow());

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(JobPlace place, ListSettings settings, CancellationToken cancellationToken)
    {
        ListNotes.Warn(output, place, settings.Owner);
        JobListOptions options = new()
        {
            Job = settings.Job,
            Status = settings.Status,
            Since = settings.SinceTime(time.GetUtcNow()),
            Owner = settings.Owner,
        };
        List<JobItem> shown = [];
        bool hasMore = false;
        await foreach (JobItem job in place.Operations.ListAsync(options, cancellationToken).ConfigureAwait(false))
        {
            hasMore = shown.Count == settings.Limit;
            if (hasMore)
                break;

            shown.Add(job);
            if (settings.Json)
                output.Json(job, OperationsJson.Default.JobItem);
        }

        if (!settings.Json)
            Show(place, shown);
        if (hasMore)
        {
            output.Note(string.Create(
                CultureInfo.InvariantCulture, $"There are more than these {settings.Limit}: --limit shows more of them, --since fewer."));
        }

        return ExitCode.Done;
    }

    private void Show(JobPlace place, List<JobItem> jobs)
    {
        if (jobs.Count == 0)
            output.Note($"No such jobs {place.Operations.Info.Place}.");
        else
            JobTable.Show(output, jobs, time.GetUtcNow());
    }
}
