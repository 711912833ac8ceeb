using System.Text.Json;

namespace AsyncJobs.Local.Gateway;

/// <summary>An error reply of the platform itself, in the form that the jobs' own error replies have.</summary>
internal static class Problem
{
    public const string ContentType = "application/problem+json";

    public static byte[] Write(int statusCode, string title, int errorCode, string message, string requestId)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, "about:blank"u8);
            writer.WriteString("title"u8, title);
            writer.WriteNumber("status"u8, statusCode);
            writer.WriteString("detail"u8, message);
            writer.WriteNumber("errorCode"u8, errorCode);
            writer.WriteString("requestId"u8, requestId);
            writer.WriteString("message"u8, message);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
