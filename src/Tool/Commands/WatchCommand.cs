using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using AsyncJobs.Local.Operations;
using AsyncJobs.Shared;
using AsyncJobs.Tool.CommandLine;
using AsyncJobs.Tool.Failures;
using AsyncJobs.Tool.Http;
using AsyncJobs.Tool.Output;
using AsyncJobs.Tool.Places;
using Spectre.Console;

namespace AsyncJobs.Tool.Commands;

/// <summary><c>asyncjobs watch</c>: follows a job until it has ended.</summary>
internal sealed class WatchCommand(PlaceOpener opener, ToolOutput output, TimeProvider time) : JobsCommand<WatchSettings>(opener)
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(JobPlace place, WatchSettings settings, CancellationToken cancellationToken)
    {
        JobDetails last = output.IsLive && !settings.Json
            ? await FollowLiveAsync(place, settings, cancellationToken).ConfigureAwait(false)
            : await FollowAsync(place, settings, job => Print(job, settings.Json), cancellationToken).ConfigureAwait(false);
        if (output.IsLive && !settings.Json)
            JobSheet.Show(output, last, time.GetUtcNow());
        return last.Status == StatusNames.Succeeded ? ExitCode.Done : ExitCode.NotSucceeded;
    }

    private Task<JobDetails> FollowLiveAsync(JobPlace place, WatchSettings settings, CancellationToken cancellationToken) =>
        output.Standard.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(context =>
            {
                ProgressTask shown = context.AddTask(Plain.Markup(settings.Id));
                return FollowAsync(place, settings, ShowOn(shown), cancellationToken);
            });

    private async Task<JobDetails> FollowAsync(
        JobPlace place, WatchSettings settings, Action<JobDetails> show, CancellationToken cancellationToken)
    {
        string? shown = null;
        bool isWarned = false;
        await foreach (JobDetails job in ReadAsync(place.Operations, settings, cancellationToken).ConfigureAwait(false))
        {
            string state = StateOf(job);
            if (state != shown)
                show(job);
            shown = state;
            if (job.IsFinished)
                return job;

            if (job.IsLost is true && !isWarned)
            {
                isWarned = true;
                output.Warn($"The worker of job {job.Id} has vanished. The job ends when it is read by its URL, or with: asyncjobs cancel {job.Id}");
            }
        }

        throw new UnreachableException("A job is read until it has ended.");
    }

    /// <summary>Reads the job again and again, without an end: as a host tells it, and by looks where nobody tells.</summary>
    private async IAsyncEnumerable<JobDetails> ReadAsync(
        IJobOperations jobs, WatchSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            if (jobs is HttpOperations host)
            {
                await foreach (JobDetails told in host.FollowAsync(settings.Id, time, cancellationToken).ConfigureAwait(false))
                    yield return told;
            }

            // Nobody tells, or does not any more: whoever looks learns why.
            yield return await jobs.FindAsync(settings.Id, cancellationToken).ConfigureAwait(false) ?? throw ToolException.NoJob(settings.Id);
            await Task.Delay(settings.Every, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Print(JobDetails job, bool asJson)
    {
        if (asJson)
            output.Json(job, OperationsJson.Default.JobDetails);
        else
            output.Line($"{Times.Of(time.GetUtcNow())}  {StateOf(job)}");
    }

    private static Action<JobDetails> ShowOn(ProgressTask task) => job =>
    {
        task.Description = Plain.Markup(StateOf(job));
        task.IsIndeterminate = job.Progress is null;
        task.Value = 100 * (job.Progress?.Fraction ?? 0);
    };

    private static string StateOf(JobDetails job) =>
        string.Create(CultureInfo.InvariantCulture, $"{job.Job}  {JobTable.StatusOf(job)}  attempt {job.Attempt}  {JobTable.WhatOf(job)}").TrimEnd();
}
