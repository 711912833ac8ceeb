using AsyncJobs.Ending;
using AsyncJobs.Events;
using AsyncJobs.Http;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Shared;
using AsyncJobs.Storage;

namespace AsyncJobs.Endpoints;

/// <summary>Answers the request that has a job's callback delivered anew.</summary>
/// <param name="jobs">Finds the job.</param>
/// <param name="redelivery">Tries the callback.</param>
/// <param name="archive">Where large results are.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says what went wrong.</param>
internal sealed class RedeliveryEndpoint(
    CallerJobs jobs, CallbackRedelivery redelivery, PayloadArchive archive, TimeProvider time, EndpointLog log)
{
    /// <summary>What it takes.</summary>
    public static readonly JobRoute Route = new("POST", JobPaths.Callback);

    private static readonly string s_end = JobPaths.Callback[(JobPaths.Callback.LastIndexOf('/') + 1)..];
    private static readonly TimeSpan s_reserve = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Whether a request that came to the status function is for this. A base path may stand before the route, and no job's id ends so.
    /// </summary>
    public static bool IsAsked(HttpEvent request) => request.LastPathSegment() == s_end;

    public async ValueTask AnswerAsync(HttpEvent request, Invocation invocation, HttpResponder responder)
    {
        if (request.Method != Route.Method)
        {
            responder.Problem(
                405, JobErrorCodes.MethodNotAllowed, "This path takes POST, which has the job's callback delivered anew.", allow: Route.Method);
            return;
        }

        using InvocationBudget budget = invocation.CreateBudget(s_reserve, time);
        JobRecord? record = null;
        RedeliveryOutcome outcome;
        try
        {
            record = await jobs.FindAsync(request.LastPathSegment(skipped: 1), request, invocation, budget).ConfigureAwait(false);
            if (record is null)
            {
                responder.Problem(404, JobErrorCodes.NotFound, CallerJobs.NotFoundMessage);
                return;
            }

            (outcome, record) = await redelivery.RedeliverAsync(record, invocation.RequestId, budget).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.Failed(record?.Job, invocation, exception);
            responder.Unavailable(exception, "The job's callback cannot be sent");
            return;
        }

        if (outcome is RedeliveryOutcome.Tried)
            await ShowAsync(record, invocation, budget, responder).ConfigureAwait(false);
        else
            Refuse(outcome, record, responder);
    }

    // The callback was tried: nobody is to ask for it once more because its result cannot be shown.
    private async ValueTask ShowAsync(JobRecord record, Invocation invocation, InvocationBudget budget, HttpResponder responder)
    {
        JobRecord shown = record;
        try
        {
            shown = await archive.WithResultAsync(record, budget.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.ResultNotRead(record, invocation, exception);
        }

        responder.Status(shown, record.Callback?.Status is JobCallbackStatus.Pending ? 202 : 200, time.RecordNow());
    }

    private void Refuse(RedeliveryOutcome outcome, JobRecord record, HttpResponder responder)
    {
        switch (outcome)
        {
            case RedeliveryOutcome.NotFinished:
                responder.Problem(409, JobErrorCodes.NotFinished, "The job has not finished. Its callback is sent when it has.");
                break;
            case RedeliveryOutcome.UnderWay:
                DateTimeOffset now = time.RecordNow();
                int seconds = Math.Max(1, (int)Math.Ceiling((CallbackRedelivery.UnderWayUntil(record, now) - now).TotalSeconds));
                responder.Problem(
                    409,
                    JobErrorCodes.CallbackUnderWay,
                    "The job's callback is being sent, or may be. Look at the job, and ask again later.",
                    seconds);
                break;
            case RedeliveryOutcome.LeftToNewer:
                responder.LeaveToNewer();
                break;
            default:
                responder.Problem(409, JobErrorCodes.NoCallback, "The job has no callback. Start jobs with a callback URL to have their ends told.");
                break;
        }
    }
}
