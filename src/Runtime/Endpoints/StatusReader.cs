using AsyncJobs.Ending;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Endpoints;

/// <summary>Answers GET and DELETE of a job's URL.</summary>
/// <param name="jobs">Finds them.</param>
/// <param name="canceller">Cancels them.</param>
/// <param name="purges">Removes them.</param>
/// <param name="waiter">Waits for their end.</param>
/// <param name="stream">Tells how they go on.</param>
/// <param name="archive">Where large results are.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says what went wrong.</param>
internal sealed class StatusReader(
    CallerJobs jobs,
    JobCanceller canceller,
    PurgeEndpoint purges,
    JobWaiter waiter,
    StatusStream stream,
    PayloadArchive archive,
    TimeProvider time,
    EndpointLog log)
{
    private static readonly TimeSpan s_reserve = TimeSpan.FromMilliseconds(500);

    public async ValueTask AnswerAsync(HttpEvent request, Invocation invocation, HttpResponder responder)
    {
        if (!JobLocation.Methods.Contains(request.Method))
        {
            responder.Problem(
                405, JobErrorCodes.MethodNotAllowed, "A job's URL takes GET and DELETE.", allow: string.Join(", ", JobLocation.Methods));
            return;
        }

        AcceptedTypes accepted = request.Method == "GET" ? request.Accepted() : default;
        bool streams = accepted.NamesEvents && invocation.IsReplyStreamed;
        if (!streams && accepted is { NamesEvents: true, TakesJson: false })
        {
            responder.NotStreamed();
            return;
        }

        bool isPurge = PurgeEndpoint.IsAsked(request);
        if (isPurge && purges.Refuses(request, responder))
            return;

        using InvocationBudget budget = invocation.CreateBudget(s_reserve, time);
        JobRecord? record;
        try
        {
            record = await jobs.FindAsync(request.LastPathSegment(), request, invocation, budget).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.Failed(null, invocation, exception);
            responder.Unavailable(exception, "The job cannot be read");
            return;
        }

        if (record is null)
            NotFound(responder);
        else if (streams)
            await stream.SendAsync(record, request, invocation, budget, responder).ConfigureAwait(false);
        else if (request.Method == "GET")
            await ShowAsync(record, request, invocation, budget, responder).ConfigureAwait(false);
        else if (record.Status is JobStatus.Unknown)
            responder.LeaveToNewer();
        else if (isPurge)
            await purges.PurgeAsync(record, invocation, budget, responder).ConfigureAwait(false);
        else
            await CancelAsync(record, invocation, budget, responder).ConfigureAwait(false);
    }

    private static void NotFound(HttpResponder responder) =>
        responder.Problem(404, JobErrorCodes.NotFound, CallerJobs.NotFoundMessage);

    private async ValueTask ShowAsync(JobRecord record, HttpEvent request, Invocation invocation, InvocationBudget budget, HttpResponder responder)
    {
        int waitSeconds = request.Preferences().WaitSeconds;
        if (waitSeconds == 0)
        {
            responder.Status(await archive.WithResultAsync(record, budget.Token).ConfigureAwait(false), 200, time.RecordNow());
            return;
        }

        JobRecord? later = await waiter.WaitAsync(record, waitSeconds, invocation, budget).ConfigureAwait(false);
        if (later is null)
            NotFound(responder);
        else if (later.IsFinished)
            responder.Waited(await archive.WithResultAsync(later, budget.Token).ConfigureAwait(false), waitSeconds, null);
        else
            responder.Status(later, 200, time.RecordNow());
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

        responder.Status(await archive.WithResultAsync(record, budget.Token).ConfigureAwait(false), isAskedFor ? 202 : 200, time.RecordNow());
    }
}
