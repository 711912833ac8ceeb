using System.Globalization;
using System.Text.Json;
using AsyncJobs.Buffers;
using AsyncJobs.Local.Functions;

namespace AsyncJobs.Local.Queue;

/// <summary>What Lambda sends to an on-failure destination when it gives up on an asynchronous event.</summary>
internal static class FailureRecord
{
    /// <summary>The event failed as often as it may be tried.</summary>
    public const string RetriesExhausted = "RetriesExhausted";

    /// <summary>The event could not be delivered for too long.</summary>
    public const string EventAgeExceeded = "EventAgeExceeded";

    public static ReadOnlyMemory<byte> Write(
        ReadOnlyMemory<byte> payload, string requestId, string condition, int invokeCount, Exception? failure, DateTimeOffset now)
    {
        PooledBuffer output = new();
        using Utf8JsonWriter writer = new(output);
        writer.WriteStartObject();
        writer.WriteString("version"u8, "1.0"u8);
        writer.WriteString("timestamp"u8, now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        writer.WriteStartObject("requestContext"u8);
        writer.WriteString("requestId"u8, requestId);
        writer.WriteString("functionArn"u8, "arn:aws:lambda:local:000000000000:function:local:$LATEST"u8);
        writer.WriteString("condition"u8, condition);
        writer.WriteNumber("approximateInvokeCount"u8, invokeCount);
        writer.WriteEndObject();
        writer.WritePropertyName("requestPayload"u8);
        // It came from the accept handler, and may be deeper than a writer would check.
        writer.WriteRawValue(payload.Span, skipInputValidation: true);
        if (failure is not null)
        {
            writer.WriteStartObject("responseContext"u8);
            writer.WriteNumber("statusCode"u8, 200);
            writer.WriteString("executedVersion"u8, "$LATEST"u8);
            writer.WriteString("functionError"u8, "Unhandled"u8);
            writer.WriteEndObject();
            writer.WriteStartObject("responsePayload"u8);
            writer.WriteString("errorType"u8, (failure as FunctionErrorException)?.ErrorType ?? failure.GetType().Name);
            writer.WriteString("errorMessage"u8, failure.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }
}
