using System.Globalization;
using System.Text.Json;
using AsyncJobs.Buffers;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Events;

/// <summary>Writes a job as its clients see it.</summary>
internal static class StatusDocument
{
    public static void Write(Utf8JsonWriter writer, JobRecord record) => Write(writer, record, hasResult: true, isLost: false, isResultGone: false);

    /// <summary>
    /// Writes a job that has ended as the receiver of its callback is told of it: without the callback, so that each try says the same.
    /// </summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="record">The job.</param>
    /// <param name="isResultGone">Whether it had a result that is not kept any more.</param>
    public static void WriteTold(Utf8JsonWriter writer, JobRecord record, bool isResultGone) =>
        Write(writer, record with { Callback = null }, hasResult: true, isLost: false, isResultGone);

    /// <summary>Writes a job of a list: all but its result, which may be large.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="record">The job.</param>
    /// <param name="isLost">Whether its worker has vanished, or none came for it.</param>
    public static void WriteListed(Utf8JsonWriter writer, JobRecord record, bool isLost) =>
        Write(writer, record, hasResult: false, isLost, isResultGone: false);

    /// <summary>Writes how far a job is.</summary>
    public static void WriteProgress(Utf8JsonWriter writer, JobProgress progress)
    {
        writer.WriteStartObject();
        writer.WriteNumber("fraction"u8, progress.Fraction);
        writer.WriteString("message"u8, progress.Message);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, JobRecord record, bool hasResult, bool isLost, bool isResultGone)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, record.Id);
        writer.WriteString("job"u8, record.Job);
        writer.WriteString("status"u8, record.UnknownStatus ?? record.Status.ToWireName());
        WriteTime(writer, "createdAt"u8, record.CreatedAt);
        WriteTime(writer, "startedAt"u8, record.StartedAt);
        WriteTime(writer, "finishedAt"u8, record.FinishedAt);
        writer.WriteNumber("attempt"u8, record.Attempt);
        if (record.Progress is { } progress)
        {
            writer.WritePropertyName("progress"u8);
            WriteProgress(writer, progress);
        }
        else
        {
            writer.WriteNull("progress"u8);
        }

        if (hasResult)
            WriteResult(writer, record);
        WriteError(writer, record.Error);
        writer.WriteString("correlationId"u8, record.CorrelationId ?? record.Id);
        if (record.IsCancelRequested)
            writer.WriteBoolean("cancelRequested"u8, true);
        if (record.IsStartUnsure)
            writer.WriteBoolean("startUnsure"u8, true);
        if (isLost)
            writer.WriteBoolean("lost"u8, true);
        if (isResultGone)
            writer.WriteBoolean("resultGone"u8, true);
        if (record.RetryOf is not null)
            writer.WriteString("retryOf"u8, record.RetryOf);
        WriteCallback(writer, record.Callback);
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, JobRecord record)
    {
        if (record.Result.IsEmpty)
        {
            writer.WriteNull("result"u8);
            return;
        }

        using PooledBuffer scratch = new();
        writer.WritePropertyName("result"u8);
        writer.WriteRawValue(ResultCodec.Decode(record, scratch), skipInputValidation: true);
    }

    private static void WriteError(Utf8JsonWriter writer, JobError? error)
    {
        if (error is null)
        {
            writer.WriteNull("error"u8);
            return;
        }

        writer.WriteStartObject("error"u8);
        writer.WriteNumber("errorCode"u8, error.ErrorCode);
        writer.WriteString("requestId"u8, error.RequestId);
        writer.WriteString("message"u8, error.Message);
        writer.WriteString("service"u8, error.Service);
        writer.WriteEndObject();
    }

    // Not its URL, which may hold credentials of the receiver.
    private static void WriteCallback(Utf8JsonWriter writer, JobCallback? callback)
    {
        if (callback is null)
            return;

        writer.WriteStartObject("callback"u8);
        writer.WriteString("status"u8, callback.Status switch
        {
            JobCallbackStatus.Delivered => "DELIVERED"u8,
            JobCallbackStatus.Failed => "FAILED"u8,
            JobCallbackStatus.Unknown => "UNKNOWN"u8,
            _ => "PENDING"u8,
        });
        writer.WriteNumber("attempts"u8, callback.Attempts);
        if (callback.NextAt is not null)
            WriteTime(writer, "nextAttemptAt"u8, callback.NextAt);
        writer.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is null)
        {
            writer.WriteNull(name);
            return;
        }

        // yyyy-MM-ddTHH:mm:ss.fffZ, always with three digits: clients compare and sort these texts. The standard format has seven,
        // and is far quicker than a format of one's own.
        Span<byte> text = stackalloc byte[28];
        time.Value.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[23] = (byte)'Z';
        writer.WriteString(name, text[..24]);
    }
}
