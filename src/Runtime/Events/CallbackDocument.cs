using System.Text.Json;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Events;

/// <summary>
/// Writes what the receiver of a callback gets, as Standard Webhooks has it: <c>{"type":"job.succeeded","timestamp":…,"data":{…}}</c>. It is the same
/// each time the callback is tried, but for the URL of a file.
/// </summary>
internal static class CallbackDocument
{
    /// <summary>Writes it.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="record">A job that has ended, with its result.</param>
    /// <param name="isResultGone">Whether it had a result that is not kept any more.</param>
    public static void Write(Utf8JsonWriter writer, JobRecord record, bool isResultGone)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, record.Status switch
        {
            JobStatus.Succeeded => "job.succeeded"u8,
            JobStatus.Failed => "job.failed"u8,
            JobStatus.TimedOut => "job.timed_out"u8,
            JobStatus.Cancelled => "job.cancelled"u8,
            _ => throw new ArgumentOutOfRangeException(nameof(record), record.Status, "The job has not ended."),
        });
        writer.WriteString("timestamp"u8, RecordTime.ToText(record.FinishedAt ?? record.CreatedAt));
        writer.WritePropertyName("data"u8);
        StatusDocument.WriteTold(writer, record, isResultGone);
        writer.WriteEndObject();
    }
}
