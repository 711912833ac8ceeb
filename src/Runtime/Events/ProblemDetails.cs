using System.Text.Json;

namespace AsyncJobs.Events;

/// <summary>Error replies as RFC 9457 has them, with the members that AsyncJobs adds: errorCode, requestId, message and errors.</summary>
internal static class ProblemDetails
{
    public static void Write(
        Utf8JsonWriter writer, int statusCode, int errorCode, string message, string requestId, IReadOnlyList<HttpFault>? faults = null)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "about:blank"u8);
        writer.WriteString("title"u8, HttpReply.ReasonPhrase(statusCode));
        writer.WriteNumber("status"u8, statusCode);
        writer.WriteString("detail"u8, message);
        writer.WriteNumber("errorCode"u8, errorCode);
        writer.WriteString("requestId"u8, requestId);
        writer.WriteString("message"u8, message);
        if (faults is { Count: > 0 })
        {
            writer.WriteStartArray("errors"u8);
            foreach (HttpFault fault in faults)
            {
                writer.WriteStartObject();
                writer.WriteString("in"u8, fault.In);
                writer.WriteString("name"u8, fault.Name);
                writer.WriteString("message"u8, fault.Fault);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
