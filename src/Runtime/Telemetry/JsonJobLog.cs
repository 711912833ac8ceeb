using System.Collections;
using System.Globalization;
using System.Text.Json;
using AsyncJobs.Buffers;
using AsyncJobs.Shared;
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
        writer.WriteString(LogNames.Timestamp, _time.GetUtcNow().UtcDateTime);
        writer.WriteString(LogNames.Level, entry.Level switch
        {
            JobLogLevel.Trace => "TRACE",
            JobLogLevel.Debug => "DEBUG",
            JobLogLevel.Information => "INFO",
            JobLogLevel.Warning => "WARN",
            JobLogLevel.Error => "ERROR",
            _ => "FATAL",
        });

        // Alarms count lines by their event, which a logger's line must not look like.
        if (entry.Category is null)
            writer.WriteString(LogNames.Event, entry.Event);
        WriteOptional(writer, LogNames.Category, entry.Category);
        WriteOptional(writer, LogNames.Message, entry.Message);
        WriteOptional(writer, LogNames.Job, entry.Job);
        WriteOptional(writer, LogNames.JobId, entry.JobId);
        WriteOptional(writer, LogNames.RequestId, entry.RequestId);
        if (entry.Attempt > 0)
            writer.WriteNumber(LogNames.Attempt, entry.Attempt);
        WriteOptional(writer, LogNames.Status, entry.Status?.ToWireName());
        WriteOptional(writer, LogNames.Service, entry.Service);
        WriteOptional(writer, LogNames.Method, entry.Method);
        WriteOptional(writer, LogNames.Url, entry.Url);
        if (entry.Granted is { } granted)
            writer.WriteNumber(LogNames.GrantedMs, Math.Round(granted.TotalMilliseconds, 3));
        if (entry.Elapsed is { } elapsed)
            writer.WriteNumber(LogNames.ElapsedMs, Math.Round(elapsed.TotalMilliseconds, 3));
        WriteOptional(writer, LogNames.CorrelationId, entry.CorrelationId);
        WriteOptional(writer, LogNames.TraceId, entry.TraceId);
        if (entry.Values is { Count: > 0 } values)
            WriteValues(writer, values);
        WriteOptional(writer, LogNames.Exception, entry.Exception is { } exception ? ExceptionText.Whole(exception) : null);
        writer.WriteEndObject();
        writer.Flush();
        scratch.Buffer.GetSpan(1)[0] = (byte)'\n';
        scratch.Buffer.Advance(1);

        _output.Write(scratch.Buffer.WrittenSpan);
    }

    // Apart from what the library says: a value may have any name.
    private static void WriteValues(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        writer.WriteStartObject(LogNames.Values);
        foreach ((string name, object? value) in values)
        {
            writer.WritePropertyName(name);
            WriteValue(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case byte or sbyte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (object? item in items)
                    WriteText(writer, item);
                writer.WriteEndArray();
                break;
            default:
                WriteText(writer, value);
                break;
        }
    }

    // The class of a value is somebody else's, and the line is begun.
    private static void WriteText(Utf8JsonWriter writer, object? value)
    {
        string? text;
        try
        {
            text = value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString();
        }
        catch (Exception)
        {
            text = value!.GetType().FullName;
        }

        writer.WriteStringValue(text);
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
