using AsyncJobs.Events;
using AsyncJobs.Http;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Shared;
using AsyncJobs.Starting;
using AsyncJobs.Telemetry;

namespace AsyncJobs.Endpoints;

/// <summary>Answers the request that runs a job again. The reply is that of a start.</summary>
/// <param name="jobs">Finds the job.</param>
/// <param name="retrier">Prepares the start.</param>
/// <param name="starts">Starts the new job.</param>
/// <param name="replies">Answers once it is started.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says what went wrong.</param>
internal sealed class RetryEndpoint(
    CallerJobs jobs, JobRetrier retrier, StartReplies starts, AcceptReplies replies, TimeProvider time, EndpointLog log)
{
    /// <summary>What it takes.</summary>
    public static readonly JobRoute Route = new("POST", JobPaths.Retry);

    private static readonly string s_end = JobPaths.Retry[(JobPaths.Retry.LastIndexOf('/') + 1)..];
    private static readonly TimeSpan s_reserve = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Whether a request that came to the status function is for this. A base path may stand before the route, and no job's id ends so.
    /// </summary>
    public static bool IsAsked(HttpEvent request) => request.LastPathSegment() == s_end;

    public async ValueTask AnswerAsync(HttpEvent request, Invocation invocation, HttpResponder responder)
    {
        if (request.Method != Route.Method)
        {
            responder.Problem(405, JobErrorCodes.MethodNotAllowed, "This path takes POST, which runs the job again.", allow: Route.Method);
            return;
        }

        using InvocationBudget budget = invocation.CreateBudget(s_reserve, time);
        JobRecord? old;
        try
        {
            old = await jobs.FindAsync(request.LastPathSegment(skipped: 1), request, invocation, budget).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.Failed(null, invocation, exception);
            responder.Unavailable(exception, "The job cannot be read");
            return;
        }

        if (old is null)
            responder.Problem(404, JobErrorCodes.NotFound, CallerJobs.NotFoundMessage);
        else if (old.Status is JobStatus.Unknown)
            responder.LeaveToNewer();
        else
            await RetryAsync(old, request, invocation, budget, responder).ConfigureAwait(false);
    }

    private async ValueTask RetryAsync(
        JobRecord old, HttpEvent request, Invocation invocation, InvocationBudget budget, HttpResponder responder)
    {
        HttpCorrelation correlation = request.Correlation();
        using JobSpan? span = JobActivities.StartAccept(
            old.Job, retrier.IdOf(old), invocation.RequestId, correlation.TraceParent, correlation.TraceState);
        if (span is { TraceParent: not null })
            correlation = correlation with { TraceParent = span.TraceParent, TraceState = span.TraceState };

        PreparedRetry prepared;
        try
        {
            prepared = await retrier.PrepareAsync(old, correlation, invocation.RequestId, budget.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.Failed(old.Job, invocation, exception);
            span?.Fail();
            responder.Unavailable(exception, "The job's input cannot be read");
            return;
        }

        using (prepared)
        {
            if (prepared.Request is not { } start)
                Refuse(prepared, responder);
            else if (await starts.TryStartAsync(start, span, budget, responder).ConfigureAwait(false) is { } started)
                await replies.SendAsync(Route, started.Record, request, invocation, budget, responder).ConfigureAwait(false);
        }
    }

    private static void Refuse(PreparedRetry refused, HttpResponder responder)
    {
        (int status, int code) = refused.Outcome switch
        {
            JobRetryOutcome.NotFinished => (409, JobErrorCodes.NotFinished),
            JobRetryOutcome.InputNotKept => (409, JobErrorCodes.InputNotKept),
            _ => (400, JobErrorCodes.BadRequest),
        };
        responder.Problem(status, code, refused.Reason);
    }
}
