using AsyncJobs.Jobs;
using AsyncJobs.Local.Operations;
using AsyncJobs.Tool.CommandLine;
using AsyncJobs.Tool.Failures;
using AsyncJobs.Tool.Output;
using AsyncJobs.Tool.Places;
using AsyncJobs.Tool.Statistics;

namespace AsyncJobs.Tool.Commands;

/// <summary><c>asyncjobs stats</c>: what the jobs of each name have come to.</summary>
internal sealed class StatsCommand(PlaceOpener opener, ToolOutput output, TimeProvider time) : JobsCommand<StatsSettings>(opener)
{
    /// <inheritdoc/>
    protected override void Check(StatsSettings settings) => settings.SinceTime(time.GetUtcNow());

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(JobPlace place, StatsSettings settings, CancellationToken cancellationToken)
    {
        ListNotes.Warn(output, place, owner: null);
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset since = settings.SinceTime(now) ?? now - StatsSettings.UsualAgo;
        List<JobItem> jobs = [];
        JobListOptions options = new() { Job = settings.Job, Since = since };
        await foreach (JobItem job in place.Operations.ListAsync(options, cancellationToken).ConfigureAwait(false))
            jobs.Add(job);

        IReadOnlyList<JobStatistics> all = JobStatistics.Of(jobs);
        if (settings.Json)
        {
            foreach (JobStatistics one in all)
                output.Json(one, ToolJson.Default.JobStatistics);
        }
        else
        {
            string none = all.Count == 0 ? " There are none." : "";
            output.Note($"Jobs {place.Operations.Info.Place} that were accepted since {Times.Of(since)}:{none}");
            if (all.Count > 0)
                StatisticsTable.Show(output, all);
        }

        return ExitCode.Done;
    }
}
