using System.Globalization;
using AsyncJobs.Local.Operations;
using AsyncJobs.Operating;
using AsyncJobs.Tool.CommandLine;
using AsyncJobs.Tool.Failures;
using AsyncJobs.Tool.Output;
using AsyncJobs.Tool.Places;
using AsyncJobs.Tool.Retrying;

namespace AsyncJobs.Tool.Commands;

/// <summary><c>asyncjobs retry</c>: runs a job again as a new one, or all that ended in one way.</summary>
internal sealed class RetryCommand(PlaceOpener opener, ToolOutput output, TimeProvider time) : JobsCommand<RetrySettings>(opener)
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(JobPlace place, RetrySettings settings, CancellationToken cancellationToken)
    {
        place.CheckCommands();
        return settings.Id is { } id
            ? await RetryOneAsync(place, id, settings, cancellationToken).ConfigureAwait(false)
            : await RetryAllAsync(place, settings, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> RetryOneAsync(JobPlace place, string id, RetrySettings settings, CancellationToken cancellationToken)
    {
        if (!settings.IsDryRun)
        {
            OperatorEvent retry = new(OperatorAction.Retry, id);
            OperatorReply reply = await place.Operations.RunAsync(retry, cancellationToken).ConfigureAwait(false);
            return Outcomes.Tell(output, id, reply, settings.Json);
        }

        JobDetails job = await place.Operations.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw ToolException.NoJob(id);
        RetryPlan plan = new([job], new Dictionary<string, string>(StringComparer.Ordinal));
        return await RunAsync(place, plan, settings, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> RetryAllAsync(JobPlace place, RetrySettings settings, CancellationToken cancellationToken)
    {
        if (!settings.IsDryRun && !settings.Yes && !output.CanAsk)
        {
            throw ToolException.BadCommandLine(
                "This would run several jobs again, and there is nobody to ask: it is no terminal. Look with --dry-run, then confirm with --yes.");
        }

        ListNotes.Warn(output, place, owner: null);
        DateTimeOffset? since = settings.Since?.At(time.GetUtcNow());
        JobStatus status = settings.Status!.Value;
        RetryPlan plan = await RetryPlan.MakeAsync(place.Operations, status, settings.Job, since, cancellationToken).ConfigureAwait(false);
        Announce(place, plan, settings);
        bool isAsked = plan.Open.Count > 0 && !settings.IsDryRun && !settings.Yes;
        if (isAsked && !await output.ConfirmAsync($"Run {Count(plan.Open.Count)} again?", cancellationToken).ConfigureAwait(false))
        {
            output.Note("Nothing was done.");
            return ExitCode.Refused;
        }

        return await RunAsync(place, plan, settings, cancellationToken).ConfigureAwait(false);
    }

    private void Announce(JobPlace place, RetryPlan plan, RetrySettings settings)
    {
        int others = plan.Jobs.Count - plan.Open.Count;
        string already = others == 0 ? "" : $" {Number(others)} more have been run again already.";
        output.Note($"{Count(plan.Open.Count)} {place.Operations.Info.Place} {(settings.IsDryRun ? "would be" : "will be")} run again.{already}");
        foreach (IGrouping<string, JobItem> group in plan.Open.GroupBy(static job => job.Job))
            output.Note($"  {group.Key}: {Number(group.Count())}");
    }

    private async Task<int> RunAsync(JobPlace place, RetryPlan plan, RetrySettings settings, CancellationToken cancellationToken)
    {
        BulkRetry retry = new(place.Operations, TimeSpan.FromSeconds(1 / settings.Rate), time, outcome => Print(outcome, settings.Json));
        bool isComplete;
        try
        {
            isComplete = await retry.RunAsync(plan, settings.IsDryRun, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationsException exception)
        {
            output.Fail(exception.Message);
            Summarize(retry, plan, settings, "Stopped");
            return ExitCode.Failed;
        }

        Summarize(retry, plan, settings, isComplete ? "Done" : "Interrupted");
        if (!isComplete)
            return ExitCode.Interrupted;
        return retry.Refused > 0 ? ExitCode.Refused : ExitCode.Done;
    }

    private void Print(CommandOutcome outcome, bool asJson)
    {
        if (asJson)
        {
            output.Json(outcome, ToolJson.Default.CommandOutcome);
            return;
        }

        string what = outcome switch
        {
            { Outcome: BulkRetry.Already } => $"run again already, by {outcome.RetriedBy}",
            { Outcome: BulkRetry.WouldStart } => "would be run again",
            { Outcome: BulkRetry.WouldRefuse } => $"would be left as it is: {outcome.Reason}",
            { RetriedBy: { } retry } => $"run again by {retry}",
            _ => $"left as it is: {outcome.Reason ?? outcome.Outcome}",
        };
        output.Line($"{outcome.Id}  {outcome.Job}  {what}");
    }

    private void Summarize(BulkRetry retry, RetryPlan plan, RetrySettings settings, string how)
    {
        int left = plan.Jobs.Count - retry.Done - retry.Refused;
        string rest = left == 0 ? "" : $" {Number(left)} were not reached: give the same command again, and nothing is done twice.";
        output.Note(settings.IsDryRun
            ? $"{how}. {Number(retry.Done)} would be run again or have been, {Number(retry.Refused)} cannot be.{rest} "
                + "This was a trial: nothing was done."
            : $"{how}. {Number(retry.Done)} of {Count(plan.Jobs.Count)} have been run again, {Number(retry.Refused)} were left as they are.{rest}");
    }

    private static string Count(int jobs) => jobs == 1 ? "1 job" : $"{Number(jobs)} jobs";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
