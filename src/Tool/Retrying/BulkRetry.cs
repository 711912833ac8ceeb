using AsyncJobs.Local.Operations;
using AsyncJobs.Operating;

namespace AsyncJobs.Tool.Retrying;

/// <summary>
/// Runs several jobs again, one after the other. It can be stopped between two jobs and repeated: the id of the job that runs another one again
/// derives from that one's, so that a second wish finds the first.
/// </summary>
/// <param name="operations">The jobs.</param>
/// <param name="pause">The time from one start to the next.</param>
/// <param name="time">The clock.</param>
/// <param name="print">Takes each outcome at once.</param>
internal sealed class BulkRetry(IJobOperations operations, TimeSpan pause, TimeProvider time, Action<CommandOutcome> print)
{
    /// <summary>A job that was run again before: as the function answers where it finds out, and the list where it knows.</summary>
    public static readonly string Already = new OperatorReply(OperatorOutcome.AlreadyStarted).OutcomeText;

    /// <summary>A job that would be run again, were it not a trial.</summary>
    public const string WouldStart = "wouldStart";

    /// <summary>A job that could not be run again, were it not a trial.</summary>
    public const string WouldRefuse = "wouldRefuse";

    /// <summary>A job that would be left out, as it is a retry.</summary>
    public const string WouldLeaveOut = "wouldLeaveOut";

    private long? _last;

    /// <summary>How many jobs were run again, or would be.</summary>
    public int Started { get; private set; }

    /// <summary>How many had been run again before.</summary>
    public int AlreadyStarted { get; private set; }

    /// <summary>How many cannot be run again.</summary>
    public int Refused { get; private set; }

    /// <summary>Runs them again.</summary>
    /// <param name="plan">The jobs.</param>
    /// <param name="isDryRun">Whether it only says what it would do.</param>
    /// <param name="cancellationToken">Stops it between two jobs.</param>
    /// <returns>Whether it came to the end.</returns>
    /// <exception cref="OperationsException">The next job could not be asked for. What was done is done.</exception>
    public async Task<bool> RunAsync(RetryPlan plan, bool isDryRun, CancellationToken cancellationToken)
    {
        foreach (JobItem job in plan.Jobs)
        {
            CommandOutcome? outcome = plan.RetriedBy.TryGetValue(job.Id, out string? retry)
                ? new CommandOutcome(job.Id, Already) { RetriedBy = retry }
                : await NextAsync(job, isDryRun, cancellationToken).ConfigureAwait(false);
            if (outcome is null)
                return false;

            Count(outcome);
            print(outcome with { Job = job.Job });
        }

        // They can be many, and are news only to whoever looks first.
        foreach (JobItem job in isDryRun ? plan.LeftOut : [])
        {
            string reason = $"It is a retry, of job {job.RetryOf}. --retries includes it.";
            print(new CommandOutcome(job.Id, WouldLeaveOut) { Job = job.Job, Reason = reason });
        }

        return true;
    }

    /// <summary>What a reply says, for a program.</summary>
    public static CommandOutcome Of(string id, OperatorReply reply) => new(id, reply.OutcomeText)
    {
        RetriedBy = reply.Id,
        Status = reply.Status,
        Reason = reply.Reason,
    };

    private void Count(CommandOutcome outcome)
    {
        if (outcome.Outcome == Already)
            AlreadyStarted++;
        else if (outcome.Outcome is WouldStart || outcome.RetriedBy is not null)
            Started++;
        else
            Refused++;
    }

    private async Task<CommandOutcome?> NextAsync(JobItem job, bool isDryRun, CancellationToken cancellationToken)
    {
        if (!await WaitAsync(cancellationToken).ConfigureAwait(false))
            return null;

        // Neither is given up in the middle: it would be open whether the job was started, and nobody would be told.
        if (!isDryRun)
        {
            OperatorEvent retry = new(OperatorAction.Retry, job.Id);
            return Of(job.Id, await operations.RunAsync(retry, CancellationToken.None).ConfigureAwait(false));
        }

        JobDetails? details = await operations.FindAsync(job.Id, CancellationToken.None).ConfigureAwait(false);
        return details switch
        {
            null => new CommandOutcome(job.Id, WouldRefuse) { Reason = "The job has expired in the meantime." },
            { RetriedBy: { } other } => new CommandOutcome(job.Id, Already) { RetriedBy = other },

            // A trial is there to see the jobs, also where the function is not named that would run them.
            { CanRetry: false } when details.WhyNoRetry is null || details.WhyNoRetry != operations.Info.WhyNoCommands =>
                new CommandOutcome(job.Id, WouldRefuse) { Reason = details.WhyNoRetry },
            _ => new CommandOutcome(job.Id, WouldStart),
        };
    }

    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_last is { } last && pause - time.GetElapsedTime(last) is { Ticks: > 0 } rest)
                await Task.Delay(rest, time, cancellationToken).ConfigureAwait(false);
            _last = time.GetTimestamp();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
