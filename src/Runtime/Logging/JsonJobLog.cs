using System.Text.Json;
using AsyncJobs.Buffers;

namespace AsyncJobs.Logging;

/// <summary>Writes one JSON object a line, as Lambda's JSON logging and CloudWatch Logs Insights read them.</summary>
/// <param name="output">Where to; null for the standard output.</param>
/// <param name="time">The clock of the timestamps; null for the system's.</param>
public sealed class JsonJobLog(Stream? output = null, TimeProvider? time = null) : JobLog
{
    private readonly object _gate = new();
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private Stream? _output = output;

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
        WriteOptional(writer, "exception", entry.Exception?.ToString());
        writer.WriteEndObject();
        writer.Flush();
        scratch.Buffer.GetSpan(1)[0] = (byte)'\n';
        scratch.Buffer.Advance(1);

        lock (_gate)
        {
            _output ??= Console.OpenStandardOutput();
            _output.Write(scratch.Buffer.WrittenSpan);
            _output.Flush();
        }
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
