using AsyncJobs.Ending;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Starting;
using AsyncJobs.Texts;

namespace AsyncJobs.Operating;

/// <summary>
/// Does what an operator asks for, with the code, the secrets and the permissions of the deployment: none of these has the operator's own machine.
/// </summary>
/// <param name="reader">Finds the job.</param>
/// <param name="canceller">Cancels it.</param>
/// <param name="retry">Runs it again.</param>
/// <param name="redelivery">Has its callback delivered anew.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says what was done.</param>
internal sealed class OperatorCommands(
    JobReader reader, JobCanceller canceller, CodeRetry retry, CallbackRedelivery redelivery, TimeProvider time, OperatorLog log)
{
    private static readonly TimeSpan s_reserve = TimeSpan.FromMilliseconds(500);

    /// <summary>Does it. Never throws: what goes wrong is told to whoever asked, who may know everything about the deployment.</summary>
    public async ValueTask<OperatorReply> RunAsync(OperatorEvent command, Invocation invocation)
    {
        using InvocationBudget budget = invocation.CreateBudget(s_reserve, time);
        using EnteredScope entered = budget.Enter();
        try
        {
            OperatorReply reply = await RunAsync(command, invocation, budget).ConfigureAwait(false);
            log.Done(command, reply, invocation);
            return reply;
        }
        catch (Exception exception)
        {
            log.Failed(command, invocation, exception);
            return new OperatorReply(OperatorOutcome.Failed) { Reason = $"{ExceptionText.TypeOf(exception)}: {ExceptionText.Message(exception)}" };
        }
    }

    private async ValueTask<OperatorReply> RunAsync(OperatorEvent command, Invocation invocation, InvocationBudget budget)
    {
        JobRecord? job = await reader.ReadCurrentAsync(command.JobId, budget.Token).ConfigureAwait(false);
        if (job is null)
            return new OperatorReply(OperatorOutcome.NotFound) { Reason = "There is no job of this id; it may have expired." };
        if (job.Status is JobStatus.Unknown)
            return new OperatorReply(OperatorOutcome.LeftToNewer) { Reason = "A newer version of the application has the job. Try again shortly." };

        return command.Action switch
        {
            OperatorAction.Cancel => await CancelAsync(job, invocation, budget).ConfigureAwait(false),
            OperatorAction.Retry => await RetryAsync(job, budget.Token).ConfigureAwait(false),
            _ => await RedeliverAsync(job, invocation, budget).ConfigureAwait(false),
        };
    }

    private async ValueTask<OperatorReply> CancelAsync(JobRecord job, Invocation invocation, InvocationBudget budget)
    {
        if (job.IsFinished)
        {
            return new OperatorReply(OperatorOutcome.AlreadyEnded) { Status = job.Status.ToWireName(), Reason = "The job has ended already." };
        }

        JobStatus status = (await canceller.CancelAsync(job, invocation.RequestId, budget).ConfigureAwait(false)).Record.Status;
        OperatorOutcome outcome = status switch
        {
            JobStatus.Cancelled => OperatorOutcome.Cancelled,
            JobStatus.Pending or JobStatus.Running => OperatorOutcome.CancelRequested,
            _ => OperatorOutcome.AlreadyEnded,
        };
        return new OperatorReply(outcome)
        {
            Status = status.ToWireName(),
            Reason = outcome is OperatorOutcome.AlreadyEnded ? "The job has ended in the meantime." : null,
        };
    }

    // How many jobs an owner may have is a rule for the owner.
    private async ValueTask<OperatorReply> RetryAsync(JobRecord job, CancellationToken cancellationToken)
    {
        JobRetry made = await retry.RetryAsync(job, ignoresLimits: true, cancellationToken).ConfigureAwait(false);
        OperatorOutcome outcome = made.Outcome switch
        {
            JobRetryOutcome.Started => made.IsRepeated ? OperatorOutcome.AlreadyStarted : OperatorOutcome.Started,
            JobRetryOutcome.NotFound => OperatorOutcome.NotFound,
            JobRetryOutcome.NotFinished => OperatorOutcome.NotFinished,
            JobRetryOutcome.InputNotKept => OperatorOutcome.InputNotKept,
            JobRetryOutcome.InputUnreadable => OperatorOutcome.InputUnreadable,
            JobRetryOutcome.RetryRemoved => OperatorOutcome.RetryRemoved,
            _ => OperatorOutcome.Failed,
        };
        return new OperatorReply(outcome) { Id = made.Id, Reason = made.Reason };
    }

    private async ValueTask<OperatorReply> RedeliverAsync(JobRecord job, Invocation invocation, InvocationBudget budget)
    {
        (RedeliveryOutcome outcome, JobRecord after) =
            await redelivery.RedeliverAsync(job, invocation.RequestId, budget).ConfigureAwait(false);
        return outcome switch
        {
            RedeliveryOutcome.Tried => OfTry(after.Callback),
            RedeliveryOutcome.NotFinished =>
                new OperatorReply(OperatorOutcome.NotFinished) { Reason = "The job has not ended. Its callback is sent when it has." },
            RedeliveryOutcome.UnderWay =>
                new OperatorReply(OperatorOutcome.CallbackUnderWay) { Reason = "The job's callback is being sent, or may be. Look at the job." },
            RedeliveryOutcome.LeftToNewer =>
                new OperatorReply(OperatorOutcome.LeftToNewer) { Reason = "A newer version of the application has the job. Try again shortly." },
            RedeliveryOutcome.NotEnabled => new OperatorReply(OperatorOutcome.NoCallback)
            {
                Reason = "The function that serves the jobs' URLs has no configuration of callbacks: it needs that of the one that accepts jobs.",
            },
            _ => new OperatorReply(OperatorOutcome.NoCallback) { Reason = "The job has no callback." },
        };
    }

    private static OperatorReply OfTry(JobCallback? callback)
    {
        if (callback?.Status is JobCallbackStatus.Delivered)
            return new OperatorReply(OperatorOutcome.Delivered);

        string why = callback?.Tries is [.., var last] ? last.Fault ?? $"The receiver answered with {last.StatusCode}." : "It was not sent.";
        string next = callback?.NextAt is { } at ? $"It is tried again at {RecordTime.ToText(at)}." : "It is not tried again.";
        return new OperatorReply(OperatorOutcome.NotDelivered) { Reason = $"{why} {next}" };
    }
}
