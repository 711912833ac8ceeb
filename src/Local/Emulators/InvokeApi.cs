using System.Text.Json;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Platform;
using AsyncJobs.Local.Queue;
using AsyncJobs.Logging;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Emulators;

/// <summary>Lambda's Invoke, of the type Event: hands a worker's event to the queue.</summary>
internal sealed class InvokeApi(FaultPlan faults, LocalJobLog log)
{
    private const string Before = "/2015-03-31/functions/";
    private const string After = "/invocations";

    /// <summary>Takes the events. Set before the first function runs.</summary>
    public EventQueue? Queue { get; set; }

    public static bool IsFor(HttpRequest request) => request.Path.Value is { } path
        && path.StartsWith(Before, StringComparison.Ordinal)
        && path.EndsWith(After, StringComparison.Ordinal);

    public async Task HandleAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        string name = request.Path.Value![Before.Length..^After.Length];
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        string type = request.Headers["X-Amz-Invocation-Type"].ToString();
        string job = FunctionSettings.JobOf(name) ?? "";

        if (Queue is not { } queue || !queue.Knows(job))
        {
            await RefuseAsync(
                context.Response,
                404,
                "ResourceNotFoundException",
                "Function not found: the local host invokes the workers of this application only.").ConfigureAwait(false);
        }
        else if (type != "Event")
        {
            await RefuseAsync(
                context.Response,
                400,
                "InvalidParameterValueException",
                "The local host takes invocations of the type Event only.").ConfigureAwait(false);
        }
        else if (body.Length > PlatformLimits.AsynchronousPayloadBytes)
        {
            await RefuseAsync(
                context.Response,
                413,
                "RequestTooLargeException",
                $"{body.Length} byte payload is too large for the Event invocation type "
                + $"(limit {PlatformLimits.AsynchronousPayloadBytes} bytes)").ConfigureAwait(false);
        }
        else if (!IsJson(body.ToArray()))
        {
            await RefuseAsync(
                context.Response,
                400,
                "InvalidRequestContentException",
                "Could not parse request body into json").ConfigureAwait(false);
        }
        else if (queue.IsStopping)
        {
            await RefuseAsync(context.Response, 503, "ServiceException", "The local host is stopping.").ConfigureAwait(false);
        }
        else
        {
            await TakeAsync(context, queue, job, body.ToArray()).ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(HttpContext context, EventQueue queue, string job, byte[] payload)
    {
        InvokeFault fault = faults.InvokeFault();
        string requestId = fault is InvokeFault.Throttled or InvokeFault.Refused ? Guid.NewGuid().ToString() : queue.Enqueue(job, payload);
        if (fault is not InvokeFault.None)
        {
            log.Write(new JobLogEntry(JobLogLevel.Warning, "event.refused")
            {
                Job = job,
                RequestId = requestId,
                Message = $"as --throttle asks for: {fault}",
            });
        }

        switch (fault)
        {
            case InvokeFault.Throttled:
                await RefuseAsync(context.Response, 429, "TooManyRequestsException", "Rate Exceeded.").ConfigureAwait(false);
                break;
            case InvokeFault.Refused or InvokeFault.TakenAndRefused:
                await RefuseAsync(
                    context.Response,
                    500,
                    "ServiceException",
                    "An error occurred and the request cannot be processed.").ConfigureAwait(false);
                break;
            case InvokeFault.AnswerLost:
                context.Abort();
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                context.Response.Headers["x-amzn-RequestId"] = requestId;
                context.Response.ContentLength = 0;
                break;
        }
    }

    private static bool IsJson(byte[] body)
    {
        try
        {
            Utf8JsonReader reader = new(body, new JsonReaderOptions { MaxDepth = 4096 });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static async Task RefuseAsync(HttpResponse response, int status, string type, string message)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter writer = new(body))
        {
            writer.WriteStartObject();
            writer.WriteString("Type"u8, "User"u8);
            writer.WriteString("Message"u8, message);
            writer.WriteEndObject();
        }

        response.StatusCode = status;
        response.ContentType = "application/json";
        response.Headers["x-amzn-ErrorType"] = type;
        response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body.ToArray()).ConfigureAwait(false);
    }
}
