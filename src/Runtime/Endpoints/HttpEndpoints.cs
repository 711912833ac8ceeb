using System.Buffers;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Operating;
using AsyncJobs.Storage;
using AsyncJobs.Texts;

namespace AsyncJobs.Endpoints;

/// <summary>Answers every request over HTTP: reads its event, finds its endpoint, and has a reply for whatever goes wrong there.</summary>
/// <param name="jobs">The application's jobs.</param>
/// <param name="acceptor">Starts jobs.</param>
/// <param name="status">Shows and cancels jobs.</param>
/// <param name="list">Lists a caller's jobs; null where callers may not.</param>
/// <param name="retry">Runs jobs again; null where no job keeps its input.</param>
/// <param name="redelivery">Has callbacks delivered anew; null where callbacks are not enabled.</param>
/// <param name="operators">Does what operators ask for.</param>
/// <param name="cors">Which pages of other origins may call.</param>
/// <param name="streams">Whether what is in front of the function takes replies part by part, and no others.</param>
/// <param name="showsExceptions">Whether callers are told what went wrong on this side.</param>
/// <param name="log">Says what went wrong.</param>
internal sealed class HttpEndpoints(
    JobList jobs,
    Lazy<Acceptor> acceptor,
    Lazy<StatusReader> status,
    Lazy<ListEndpoint>? list,
    Lazy<RetryEndpoint>? retry,
    Lazy<RedeliveryEndpoint>? redelivery,
    Lazy<OperatorCommands> operators,
    CorsSetting cors,
    bool streams,
    bool showsExceptions,
    EndpointLog log)
{
    private readonly PreflightReplies _preflights = new(cors, jobs, actsOnJobs: retry is not null || redelivery is not null);

    /// <summary>Answers a request.</summary>
    /// <param name="payload">Its event.</param>
    /// <param name="invocation">The invocation.</param>
    /// <param name="reply">Takes the reply.</param>
    /// <param name="endpoint">Which endpoint it is for.</param>
    /// <param name="job">Which job it starts, where the endpoint is <see cref="HttpEndpoint.Accept"/>.</param>
    public async ValueTask AnswerAsync(
        ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply, HttpEndpoint endpoint, JobDefinition? job)
    {
        using HttpEvent? request = HttpEvent.TryRead(payload, out string? fault);
        CorsGrant grant = cors.GrantOf(request);
        HttpResponder responder = new(request, invocation, reply, grant);

        // A function that only accepts jobs may do less with them than these commands need.
        if (request is null && endpoint is HttpEndpoint.Any or HttpEndpoint.Status && OperatorEvent.TryRead(payload) is { } command)
        {
            (await operators.Value.RunAsync(command, invocation).ConfigureAwait(false)).Write(reply);
            return;
        }

        invocation.IsReplyStreamed = streams && invocation.Stream is not null;
        if (request is null)
        {
            responder.Problem(400, JobErrorCodes.BadRequest, $"The event {fault}");
            return;
        }

        try
        {
            if (_preflights.TryAnswer(request, grant, responder))
                return;

            string? allow = null;
            if (endpoint is HttpEndpoint.Any)
                (endpoint, job, allow) = HttpRouter.Find(request, jobs, Routes());
            else if (IsList(request, endpoint))
                endpoint = HttpEndpoint.List;
            else if (IsRetry(request, endpoint))
                endpoint = HttpEndpoint.Retry;
            else if (IsRedelivery(request, endpoint))
                endpoint = HttpEndpoint.Redeliver;
            else if (IsUnchecked(request, endpoint))
                (endpoint, allow) = (HttpEndpoint.None, job!.Route?.Method);
            if (endpoint is HttpEndpoint.Accept)
                await acceptor.Value.AcceptAsync(job!, request, invocation, responder).ConfigureAwait(false);
            else if (endpoint is HttpEndpoint.Status)
                await status.Value.AnswerAsync(request, invocation, responder).ConfigureAwait(false);
            else if (endpoint is HttpEndpoint.Retry)
                await retry!.Value.AnswerAsync(request, invocation, responder).ConfigureAwait(false);
            else if (endpoint is HttpEndpoint.Redeliver)
                await redelivery!.Value.AnswerAsync(request, invocation, responder).ConfigureAwait(false);
            else if (endpoint is not HttpEndpoint.List
                || !await list!.Value.TryAnswerAsync(request, allow, invocation, responder).ConfigureAwait(false))
            {
                NoEndpoint(responder, allow);
            }
        }
        catch (Exception exception)
        {
            log.Failed(job?.Name, invocation, exception);

            // What was sent already cannot become an error reply: the host says how the rest of it ends.
            if (invocation.Stream?.HasBegun is true)
                throw;
            Failed(responder, exception);
        }
    }

    // The route of OPTIONS has no authorizer, and leads to the same function: what comes through it starts no job.
    private static bool IsUnchecked(HttpEvent request, HttpEndpoint endpoint) =>
        endpoint is HttpEndpoint.Accept && request.Method == Preflight.Method;

    // One function answers all of these, and API Gateway has told them apart by their paths.
    private bool IsList(HttpEvent request, HttpEndpoint endpoint) =>
        list is not null && endpoint is HttpEndpoint.Status && request.MatchesPath(ListLocation.Route);

    private bool IsRetry(HttpEvent request, HttpEndpoint endpoint) =>
        retry is not null && endpoint is HttpEndpoint.Status && RetryEndpoint.IsAsked(request);

    private bool IsRedelivery(HttpEvent request, HttpEndpoint endpoint) =>
        redelivery is not null && endpoint is HttpEndpoint.Status && RedeliveryEndpoint.IsAsked(request);

    // What is under a job's URL, where there is anything.
    private OptionalRoutes Routes() => new(ListsJobs: list is not null, RetriesJobs: retry is not null, RedeliversCallbacks: redelivery is not null);

    private static void NoEndpoint(HttpResponder responder, string? allow)
    {
        if (allow is null)
            responder.Problem(404, JobErrorCodes.NotFound, "There is nothing at this path.");
        else
            responder.Problem(405, JobErrorCodes.MethodNotAllowed, $"This path takes {allow}.", allow: allow);
    }

    private void Failed(HttpResponder responder, Exception exception)
    {
        switch (exception)
        {
            case PayloadStoreException { IsTransient: false }:
                responder.Problem(
                    503,
                    JobErrorCodes.Unavailable,
                    "The job's result cannot be read before something is mended on our side. Quote the request id to have it looked up.");
                break;
            case PayloadStoreException:
                responder.Problem(
                    503,
                    JobErrorCodes.Unavailable,
                    "The job's result cannot be read at the moment. Try again shortly.",
                    HttpResponder.RetryShortlySeconds);
                break;
            case PayloadMissingException:
                responder.Problem(410, JobErrorCodes.Gone, "The job has succeeded, but its result is not kept any more.");
                break;
            default:
                string message = showsExceptions
                    ? $"The request failed: {ExceptionText.TypeOf(exception)}: {ExceptionText.Message(exception)}"
                    : "Something went wrong on our side. Quote the request id to have it looked up.";
                responder.Problem(500, JobErrorCodes.InternalError, message);
                break;
        }
    }
}
