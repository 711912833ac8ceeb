using System.Text.Json;
using AsyncJobs.Local.Platform;
using AsyncJobs.Local.Queue;
using AsyncJobs.Logging;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Emulators;

/// <summary>SQS's JSON protocol in front of the <see cref="SettleQueue"/>: what jobs ask of their queue.</summary>
internal sealed class QueueApi(FaultPlan faults, LocalJobLog log)
{
    private const string TargetPrefix = "AmazonSQS.";
    private const string ErrorPrefix = "com.amazonaws.sqs#";
    private const string ContentType = "application/x-amz-json-1.0";

    /// <summary>Keeps the messages. Set before the first function runs.</summary>
    public SettleQueue? Queue { get; set; }

    /// <summary>Whether a request is for SQS.</summary>
    public static bool IsFor(HttpRequest request) => Target(request).StartsWith(TargetPrefix, StringComparison.Ordinal);

    public async Task HandleAsync(HttpContext context)
    {
        string operation = Target(context.Request)[TargetPrefix.Length..];
        InvokeFault fault = faults.InvokeFault();
        if (fault is not InvokeFault.None)
            log.Write(new JobLogEntry(JobLogLevel.Warning, "message.refused") { Message = $"{operation}, as --throttle asks for: {fault}" });
        try
        {
            using JsonDocument request = await JsonDocument
                .ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted).ConfigureAwait(false);
            if (fault is InvokeFault.Throttled)
                throw new QueueException("RequestThrottled", "Rate exceeded.");
            byte[] answer = fault is InvokeFault.Refused ? [] : Answer(operation, request.RootElement);
            if (fault is InvokeFault.AnswerLost)
                context.Abort();
            else if (fault is InvokeFault.None)
                await WriteAsync(context, StatusCodes.Status200OK, answer).ConfigureAwait(false);
            else
            {
                await RefuseAsync(
                    context,
                    StatusCodes.Status500InternalServerError,
                    new QueueException("InternalFailure", "An error occurred.")).ConfigureAwait(false);
            }
        }
        catch (QueueException refused)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, refused).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, QueueException.Invalid(exception.Message)).ConfigureAwait(false);
        }
    }

    private static string Target(HttpRequest request) => request.Headers["X-Amz-Target"].ToString();

    private static Task RefuseAsync(HttpContext context, int status, QueueException refused)
    {
        context.Response.Headers["x-amzn-query-error"] = $"{refused.QueryCode};{(status < 500 ? "Sender" : "Receiver")}";
        return WriteAsync(context, status, Json(writer =>
        {
            writer.WriteString("__type"u8, ErrorPrefix + refused.Code);
            writer.WriteString("message"u8, refused.Message);
        }));
    }

    private static Task WriteAsync(HttpContext context, int status, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    private static byte[] Json(Action<Utf8JsonWriter> members)
    {
        using MemoryStream output = new();
        using (Utf8JsonWriter writer = new(output))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return output.ToArray();
    }

    private byte[] Answer(string operation, JsonElement request)
    {
        if (!Uri.TryCreate(request.GetProperty("QueueUrl"u8).GetString(), UriKind.Absolute, out Uri? url) || url.AbsolutePath != QueueAddress.Path)
        {
            throw new QueueException(
                QueueException.QueueDoesNotExist,
                $"The specified queue does not exist: the local host has the jobs' queue {QueueAddress.Path} only.");
        }

        switch (operation)
        {
            case "SendMessage":
                string body = request.GetProperty("MessageBody"u8).GetString() ?? "";
                string id = Queue!.Send(body, Seconds(request, "DelaySeconds"));
                return Json(writer =>
                {
                    writer.WriteString("MessageId"u8, id);
                    writer.WriteString("MD5OfMessageBody"u8, QueueEvent.Md5(body));
                });
            case "ChangeMessageVisibility":
                Queue!.ChangeVisibility(request.GetProperty("ReceiptHandle"u8).GetString() ?? "", Seconds(request, "VisibilityTimeout"));
                return Json(_ => { });
            default:
                throw new QueueException(
                    "UnsupportedOperation",
                    $"The local host's queue does not know {operation}. It has SendMessage and ChangeMessageVisibility.");
        }
    }

    private static TimeSpan Seconds(JsonElement request, string name) =>
        request.TryGetProperty(name, out JsonElement seconds) ? TimeSpan.FromSeconds(seconds.GetInt32()) : TimeSpan.Zero;
}
