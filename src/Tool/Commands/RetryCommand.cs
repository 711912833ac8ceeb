using System.Globalization;
using AsyncJobs.Jobs;
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
    protected override void Check(RetrySettings settings) => settings.SinceTime(time.GetUtcNow());

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(JobPlace place, RetrySettings settings, CancellationToken cancellationToken)
    {
        // A trial only reads.
        if (!settings.IsDryRun)
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
        JobListOptions options = new() { Job = settings.Job, Since = settings.SinceTime(time.GetUtcNow()) };
        RetryPlan plan = await RetryPlan.MakeAsync(
            place.Operations, settings.Status!.Value, options, settings.TakesRetries, cancellationToken).ConfigureAwait(false);
        Announce(place, plan, settings);
        bool isAsked = plan.Open.Count > 0 && !settings.IsDryRun && !settings.Yes;
        string but = plan.LeftOut.Count == 0 ? "" : $" ({Retries(plan.LeftOut.Count)} left out, without --retries)";
        string question = $"Run {Count(plan.Open.Count)} {place.Operations.Info.Place} again{but}?";
        if (isAsked && !await output.ConfirmAsync(question, cancellationToken).ConfigureAwait(false))
        {
            output.Note("Nothing was done.");
            return ExitCode.Refused;
        }

        return await RunAsync(place, plan, settings, cancellationToken).ConfigureAwait(false);
    }

    private void Announce(JobPlace place, RetryPlan plan, RetrySettings settings)
    {
        int others = plan.Jobs.Count - plan.Open.Count;
        string already = others == 0 ? "" : $" {Number(others)} more had been run again before.";
        output.Note($"{Count(plan.Open.Count)} {place.Operations.Info.Place} {(settings.IsDryRun ? "would be" : "will be")} run again.{already}");
        if (plan.LeftOut.Count > 0)
            output.Note(LeftOut(plan, settings));
        foreach (IGrouping<string, JobItem> group in plan.Open.GroupBy(static job => job.Job))
            output.Note($"  {group.Key}: {Number(group.Count())}");
        if (settings.SinceText is not null || plan.Open is not [var oldest, ..])
            return;

        (string jobs, string one) = plan.Open.Count == 1 ? ("It is", "It") : ("They are", "The oldest");
        output.Note($"{jobs} of any age, as --since is not given. {one} was accepted at {Times.Of(oldest.CreatedAt)}.");
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
            _ when outcome.Outcome == BulkRetry.Already => $"had been run again before, by {outcome.RetriedBy}",
            { Outcome: BulkRetry.WouldStart } => "would be run again",
            { Outcome: BulkRetry.WouldLeaveOut } => $"would be left out: {outcome.Reason}",
            { Outcome: BulkRetry.WouldRefuse } => $"would be left as it is: {outcome.Reason}",
            { RetriedBy: { } retry } => $"run again by {retry}",
            _ => $"left as it is: {outcome.Reason ?? outcome.Outcome}",
        };
        output.Line($"{outcome.Id}  {outcome.Job}  {what}");
    }

    private void Summarize(BulkRetry retry, RetryPlan plan, RetrySettings settings, string how)
    {
        int left = plan.Jobs.Count - retry.Started - retry.AlreadyStarted - retry.Refused;
        string rest = left == 0 ? "" : $" {Were(left)} not reached: give the same command again, and nothing is done twice.";
        string started = settings.IsDryRun ? $"{Number(retry.Started)} would be run again" : $"{Were(retry.Started)} run again now";
        string asIs = retry.Refused == 1 ? "it is" : "they are";
        string refused = settings.IsDryRun ? $"{Number(retry.Refused)} cannot be" : $"{Were(retry.Refused)} left as {asIs}";
        string retries = plan.LeftOut.Count == 0 ? "" : $" {LeftOut(plan, settings)}";
        string trial = settings.IsDryRun ? " This was a trial: nothing was done." : "";
        output.Note(
            $"{how}. Of {Count(plan.Jobs.Count)}, {started}, {Number(retry.AlreadyStarted)} had been before, {refused}.{retries}{rest}{trial}");
    }

    private static string LeftOut(RetryPlan plan, RetrySettings settings)
    {
        bool isOne = plan.LeftOut.Count == 1;
        return $"{Retries(plan.LeftOut.Count)} that ended {settings.Status?.ToWireName()} too {(isOne ? "is" : "are")} left out; "
            + $"--retries includes {(isOne ? "it" : "them")}.";
    }

    private static string Retries(int retries) => retries == 1 ? "1 retry" : $"{Number(retries)} retries";

    private static string Were(int jobs) => $"{Number(jobs)} {(jobs == 1 ? "was" : "were")}";

    private static string Count(int jobs) => jobs == 1 ? "1 job" : $"{Number(jobs)} jobs";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
