using System.Text.Json;
using AsyncJobs.Buffers;
using AsyncJobs.Telemetry;
using AsyncJobs.Texts;

namespace AsyncJobs.Logging;

/// <summary>Writes one JSON object a line, as Lambda's JSON logging and CloudWatch Logs Insights read them.</summary>
/// <param name="output">Where to; null for the standard output.</param>
/// <param name="time">The clock of the timestamps; null for the system's.</param>
public sealed class JsonJobLog(Stream? output = null, TimeProvider? time = null) : JobLog
{
    private readonly LineOutput _output = LineOutput.To(output);
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public override void Write(in JobLogEntry entry)
    {
        using JsonScratch scratch = JsonScratch.Rent();
        Utf8JsonWriter writer = scratch.Writer;
        writer.WriteStartObject();
        writer.WriteString("timestamp"u8, _time.GetUtcNow().UtcDateTime);
        writer.WriteString("level"u8, entry.Level switch
        {
            JobLogLevel.Information => "INFO",
            JobLogLevel.Warning => "WARN",
            _ => "ERROR",
        });
        writer.WriteString("event"u8, entry.Event);
        WriteOptional(writer, "message", entry.Message);
        WriteOptional(writer, "job", entry.Job);
        WriteOptional(writer, "jobId", entry.JobId);
        WriteOptional(writer, "requestId", entry.RequestId);
        if (entry.Attempt > 0)
            writer.WriteNumber("attempt"u8, entry.Attempt);
        WriteOptional(writer, "status", entry.Status?.ToWireName());
        WriteOptional(writer, "service", entry.Service);
        WriteOptional(writer, "method", entry.Method);
        WriteOptional(writer, "url", entry.Url);
        if (entry.Granted is { } granted)
            writer.WriteNumber("grantedMs"u8, Math.Round(granted.TotalMilliseconds, 3));
        if (entry.Elapsed is { } elapsed)
            writer.WriteNumber("elapsedMs"u8, Math.Round(elapsed.TotalMilliseconds, 3));
        WriteOptional(writer, "correlationId", entry.CorrelationId);
        WriteOptional(writer, "traceId", entry.TraceId);
        WriteOptional(writer, "exception", entry.Exception is { } exception ? ExceptionText.Whole(exception) : null);
        writer.WriteEndObject();
        writer.Flush();
        scratch.Buffer.GetSpan(1)[0] = (byte)'\n';
        scratch.Buffer.Advance(1);

        _output.Write(scratch.Buffer.WrittenSpan);
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
