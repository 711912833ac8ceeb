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
/// <param name="time">The clock.</param>
/// <param name="log">Says what was done.</param>
internal sealed class OperatorCommands(JobReader reader, JobCanceller canceller, CodeRetry retry, TimeProvider time, OperatorLog log)
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

        return command.Action is OperatorAction.Cancel
            ? await CancelAsync(job, invocation, budget).ConfigureAwait(false)
            : await RetryAsync(job, budget.Token).ConfigureAwait(false);
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
}
