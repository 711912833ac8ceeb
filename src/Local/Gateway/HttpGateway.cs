using System.Buffers;
using System.Diagnostics;
using AsyncJobs.Buffers;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Platform;
using AsyncJobs.Logging;
using AsyncJobs.Shared;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Gateway;

/// <summary>API Gateway: finds the route's function, hands it the request as an event and sends its reply.</summary>
/// <param name="routes">The routes.</param>
/// <param name="guard">Keeps browsers out that pages of others direct; null where none can get here.</param>
/// <param name="log">Says what became of each request.</param>
/// <param name="time">The clock.</param>
internal sealed class HttpGateway(GatewayRoute[] routes, RequestGuard? guard, PlatformLog log, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context)
    {
        long start = Stopwatch.GetTimestamp();
        string requestId = Guid.NewGuid().ToString();
        GatewayRequest request = new(context.Request);
        GatewayReply reply;
        try
        {
            reply = await AnswerAsync(context, request, requestId).ConfigureAwait(false);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException exception)
        {
            reply = exception.StatusCode is StatusCodes.Status413PayloadTooLarge
                ? TooLarge($"The body is larger than {PlatformLimits.RequestBodyBytes} bytes, the limit of API Gateway.", requestId)
                : GatewayReply.OfProblem(400, "Bad Request", JobErrorCodes.BadRequest, "The request is not valid HTTP.", requestId);
        }

        await reply.SendAsync(context.Response).ConfigureAwait(false);
        log.WriteRequest(requestId, request.Method, request.Target, reply.StatusCode, Stopwatch.GetElapsedTime(start));
    }

    private static GatewayReply TooLarge(string message, string requestId) =>
        GatewayReply.OfProblem(413, "Content Too Large", JobErrorCodes.PayloadTooLarge, message, requestId);

    private async Task<GatewayReply> AnswerAsync(HttpContext context, GatewayRequest request, string requestId)
    {
        // The last route takes what no other one does.
        GatewayRoute route = routes.First(route => route.Matches(request.Method, request.EncodedPath));

        if (guard?.Fault(context.Request, route.TakesLinks) is { } fault)
        {
            log.Write(new JobLogEntry(JobLogLevel.Warning, "http.refused") { RequestId = requestId, Message = fault });
            return GatewayReply.OfProblem(403, "Forbidden", JobErrorCodes.Forbidden, fault, requestId);
        }

        if (route.Template is null && LocalStart.Fault(request.EncodedPath, routes) is { } unknown)
            return GatewayReply.OfProblem(404, "Not Found", JobErrorCodes.NotFound, unknown, requestId);

        // Not returned to the pool: a function that outlives its time may still read it.
        PooledBuffer payload = new();
        using (PooledBuffer body = new())
        {
            await ReadBodyAsync(context.Request, body).ConfigureAwait(false);
            request.WriteEvent(payload, route, body.WrittenSpan, requestId, time.GetUtcNow());
        }

        if (payload.WrittenCount > PlatformLimits.SynchronousPayloadBytes)
        {
            return TooLarge(
                $"The request makes an event of {payload.WrittenCount} bytes; Lambda takes {PlatformLimits.SynchronousPayloadBytes}.", requestId);
        }

        return route is { Streams: true, Function: IStreamingFunction function }
            ? await StreamAsync(context, function, payload, requestId).ConfigureAwait(false)
            : await InvokeAsync(
                async waiting => Read(await route.Function.InvokeAsync(payload.WrittenMemory, requestId, waiting).ConfigureAwait(false)),
                PlatformLimits.HttpTimeout,
                requestId).ConfigureAwait(false);
    }

    private async Task<GatewayReply> StreamAsync(HttpContext context, IStreamingFunction function, PooledBuffer payload, string requestId)
    {
        using GatewayStream stream = new(context);
        GatewayReply reply = await InvokeAsync(
            async waiting =>
            {
                ReadOnlyMemory<byte> whole = await function.InvokeAsync(payload.WrittenMemory, requestId, stream, waiting).ConfigureAwait(false);
                return stream.IsAnswered ? GatewayReply.OfStream(context.Response.StatusCode) : stream.HasBegun ? null : Read(whole);
            },
            PlatformLimits.StreamTimeout,
            requestId).ConfigureAwait(false);
        if (!stream.IsAnswered || reply.IsSent)
            return reply;

        // The client has a part of the reply, and must not take it for the whole.
        context.Abort();
        return GatewayReply.OfStream(reply.StatusCode);
    }

    private static GatewayReply? Read(ReadOnlyMemory<byte> answer) =>
        answer.Length <= PlatformLimits.SynchronousPayloadBytes ? GatewayReply.TryRead(answer) : null;

    private async Task<GatewayReply> InvokeAsync(Func<CancellationToken, Task<GatewayReply?>> run, TimeSpan timeout, string requestId)
    {
        GatewayReply? reply;
        using CancellationTokenSource patience = new(PlatformLimits.HttpTimeout, time);
        try
        {
            reply = await run(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return GatewayReply.OfProblem(
                503,
                "Service Unavailable",
                JobErrorCodes.Unavailable,
                "Every process that the function may have is busy; --concurrency allows more.",
                requestId);
        }
        catch (TimeoutException exception)
        {
            Report("http.timeout", exception);
            return GatewayReply.OfProblem(
                504,
                "Gateway Timeout",
                JobErrorCodes.GatewayTimeout,
                $"The function did not answer within {timeout.TotalSeconds} s.",
                requestId);
        }
        catch (Exception exception)
        {
            Report(JobEvents.HttpFailed, exception);
            return GatewayReply.OfProblem(
                500,
                "Internal Server Error",
                JobErrorCodes.InternalError,
                "The function failed; the request ID finds the reason in the log.",
                requestId);
        }

        if (reply is not null)
            return reply;

        Report("http.bad-reply", null);
        return GatewayReply.OfProblem(
            502,
            "Bad Gateway",
            JobErrorCodes.InternalError,
            "The function's reply is too large or not in the form that API Gateway reads.",
            requestId);

        void Report(string name, Exception? exception) =>
            log.Write(new JobLogEntry(JobLogLevel.Error, name) { RequestId = requestId, Exception = exception });
    }

    private static async Task ReadBodyAsync(HttpRequest request, PooledBuffer body)
    {
        while (true)
        {
            var result = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
            foreach (ReadOnlyMemory<byte> part in result.Buffer)
                body.Write(part.Span);
            if (body.WrittenCount > PlatformLimits.RequestBodyBytes)
                throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge);
            request.BodyReader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                return;
        }
    }
}
