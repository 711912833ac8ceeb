using AsyncJobs.Ending;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Endpoints;

/// <summary>Answers GET and DELETE of a job's URL.</summary>
/// <param name="owners">Who owns the jobs.</param>
/// <param name="reader">Reads them.</param>
/// <param name="canceller">Cancels them.</param>
/// <param name="purges">Removes them.</param>
/// <param name="waiter">Waits for their end.</param>
/// <param name="archive">Where large results are.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says of whom it is not known who they are.</param>
internal sealed class StatusReader(
    OwnerSetting owners,
    JobReader reader,
    JobCanceller canceller,
    PurgeEndpoint purges,
    JobWaiter waiter,
    PayloadArchive archive,
    TimeProvider time,
    EndpointLog log)
{
    private const int RetryUnknownSeconds = 30;

    private static readonly TimeSpan s_reserve = TimeSpan.FromMilliseconds(500);

    public async ValueTask AnswerAsync(HttpEvent request, Invocation invocation, HttpResponder responder)
    {
        if (!JobLocation.Methods.Contains(request.Method))
        {
            responder.Problem(
                405, JobErrorCodes.MethodNotAllowed, "A job's URL takes GET and DELETE.", allow: string.Join(", ", JobLocation.Methods));
            return;
        }

        bool isPurge = PurgeEndpoint.IsAsked(request);
        if (isPurge && purges.Refuses(request, responder))
            return;

        using InvocationBudget budget = invocation.CreateBudget(s_reserve, time);
        JobRecord? record;
        try
        {
            record = await FindAsync(request, invocation, budget).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.Failed(null, invocation, exception);
            responder.Unavailable(exception, "The job cannot be read");
            return;
        }

        if (record is null)
            NotFound(responder);
        else if (request.Method == "GET")
            await ShowAsync(record, request, invocation, budget, responder).ConfigureAwait(false);
        else if (record.Status is JobStatus.Unknown)
            LeaveToNewer(responder);
        else if (isPurge)
            await purges.PurgeAsync(record, invocation, budget, responder).ConfigureAwait(false);
        else
            await CancelAsync(record, invocation, budget, responder).ConfigureAwait(false);
    }

    private async ValueTask<JobRecord?> FindAsync(HttpEvent request, Invocation invocation, InvocationBudget budget)
    {
        JobRecord? record = await reader.ReadAsync(request.LastPathSegment(), budget.Token).ConfigureAwait(false);

        // One read and nothing else for a job of another caller, just as for one that does not exist.
        return record is not null && IsFor(record, request, invocation)
            ? await reader.EndLostAsync(record, invocation.RequestId, budget, budget.Token).ConfigureAwait(false)
            : null;
    }

    private static void NotFound(HttpResponder responder) =>
        responder.Problem(404, JobErrorCodes.NotFound, "There is no such job. It may have expired.");

    private static void LeaveToNewer(HttpResponder responder) => responder.Problem(
        503,
        JobErrorCodes.Unavailable,
        "A newer version of this application has the job. Try again shortly.",
        retryAfterSeconds: RetryUnknownSeconds);

    // A job without an owner is there for whoever knows its id, also for a caller of whom nobody can tell who they are.
    private bool IsFor(JobRecord record, HttpEvent request, Invocation invocation)
    {
        if (record.Owner is null)
            return true;

        JobOwner caller = request.Owner(owners);
        if (caller.IsUnknown)
            log.OwnerUnknown(caller, owners, record.Job, record.Id, invocation);
        return record.Owner == caller.Text;
    }

    private async ValueTask ShowAsync(JobRecord record, HttpEvent request, Invocation invocation, InvocationBudget budget, HttpResponder responder)
    {
        int waitSeconds = request.WaitSeconds();
        if (waitSeconds == 0)
        {
            responder.Status(await archive.WithResultAsync(record, budget.Token).ConfigureAwait(false), 200, null, time.RecordNow());
            return;
        }

        JobRecord? later = await waiter.WaitAsync(record, waitSeconds, invocation, budget).ConfigureAwait(false);
        if (later is null)
            NotFound(responder);
        else if (later.IsFinished)
            responder.Waited(await archive.WithResultAsync(later, budget.Token).ConfigureAwait(false), waitSeconds, null);
        else
            responder.Status(later, 200, null, time.RecordNow());
    }

    private async ValueTask CancelAsync(JobRecord record, Invocation invocation, InvocationBudget budget, HttpResponder responder)
    {
        bool isAskedFor;
        try
        {
            (record, isAskedFor) = await canceller.CancelAsync(record, invocation.RequestId, budget).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.Failed(record.Job, invocation, exception);
            responder.Unavailable(exception, "The job cannot be cancelled");
            return;
        }

        responder.Status(await archive.WithResultAsync(record, budget.Token).ConfigureAwait(false), isAskedFor ? 202 : 200, null, time.RecordNow());
    }
}
