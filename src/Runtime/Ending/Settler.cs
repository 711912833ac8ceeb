using System.Buffers;
using System.Text.Json;
using AsyncJobs.Buffers;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Ending;

/// <summary>
/// Sees to jobs that may not end by themselves, and to callbacks that were not taken. It is told by the platform's record of an event that it gave up
/// on, and by the delayed messages of the jobs' queue.
/// </summary>
internal sealed class Settler(JobLooker looker, DueCallbacks callbacks, LaterLook later, TimeSpan retryDelay, TimeProvider time, EndLog log)
{
    private static readonly TimeSpan s_reserve = TimeSpan.FromMilliseconds(500);

    public async ValueTask SettleAsync(ReadOnlyMemory<byte> payload, Invocation invocation, IBufferWriter<byte> reply)
    {
        using InvocationBudget budget = invocation.CreateBudget(s_reserve, time);
        using JsonDocument document = Parse(payload);
        if (document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty("Records"u8, out JsonElement records))
        {
            List<string> putOff = await TakeMessagesAsync(records, invocation.RequestId, budget).ConfigureAwait(false);
            WriteFailures(putOff, reply);
            return;
        }

        DelayedMessage message = GivenUpRecord.Read(document.RootElement, time.RecordNow());
        if (message.GaveUp is null)
            log.EventUnknown(message, invocation.RequestId);
        await TakeGivenUpAsync(message, invocation.RequestId, budget).ConfigureAwait(false);
        reply.Write("null"u8);
    }

    // The record comes once or twice more at most, and within minutes. The queue keeps what cannot be done now for days.
    private async ValueTask TakeGivenUpAsync(DelayedMessage message, string requestId, InvocationBudget budget)
    {
        DateTimeOffset? again;
        try
        {
            again = await looker.LookAsync(message, requestId, budget).ConfigureAwait(false);
        }
        catch (Exception exception) when (later.IsPossible)
        {
            log.LookFailed(message, requestId, exception);
            again = time.RecordNow() + retryDelay;
        }

        if (again is { } at)
            await later.ScheduleAsync(message with { At = at }, requestId, CancellationToken.None).ConfigureAwait(false);
    }

    /// <returns>The messages that have to come again.</returns>
    private async ValueTask<List<string>> TakeMessagesAsync(JsonElement records, string requestId, InvocationBudget budget)
    {
        List<string> putOff = [];
        foreach (JsonElement record in records.EnumerateArray())
        {
            if (!await TakeMessageAsync(record, requestId, budget).ConfigureAwait(false))
                putOff.Add(record.GetProperty("messageId").GetString()!);
        }

        return putOff;
    }

    /// <returns>Whether it is done with.</returns>
    private async ValueTask<bool> TakeMessageAsync(JsonElement record, string requestId, InvocationBudget budget)
    {
        DelayedMessage? message = null;
        try
        {
            using JsonDocument body = JsonDocument.Parse(record.GetProperty("body").GetString()!);
            message = DelayedMessage.Read(body.RootElement);
            DateTimeOffset? again = message.At > time.RecordNow() ? message.At
                : message.IsOfCallback ? await callbacks.TryAsync(message, requestId, budget).ConfigureAwait(false)
                : await looker.LookAsync(message, requestId, budget).ConfigureAwait(false);
            if (again is not { } at)
                return true;

            await later.PostponeAsync(record.GetProperty("receiptHandle").GetString()!, at, budget.Token).ConfigureAwait(false);
            return false;
        }
        catch (Exception exception)
        {
            // It comes again when its visibility timeout is over: a newer version may understand it, and a table that is down may be back.
            log.LookFailed(message, requestId, exception);
            return false;
        }
    }

    private static void WriteFailures(List<string> messageIds, IBufferWriter<byte> reply)
    {
        using JsonScratch scratch = JsonScratch.Rent();
        Utf8JsonWriter writer = scratch.Writer;
        writer.WriteStartObject();
        writer.WriteStartArray("batchItemFailures"u8);
        foreach (string messageId in messageIds)
        {
            writer.WriteStartObject();
            writer.WriteString("itemIdentifier"u8, messageId);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        reply.Write(scratch.Written.Span);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = 4096 });
        }
        catch (JsonException exception)
        {
            throw GivenUpRecord.Unknown(exception);
        }
    }
}
