using System.Text;
using System.Text.Json;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Ending;

/// <summary>The record that Lambda sends to an on-failure destination, about an event that it gave up on.</summary>
internal static class GivenUpRecord
{
    private const string NoRecord = "The event is neither the record that Lambda sends to an on-failure destination nor one of the jobs' queue.";

    /// <summary>Reads the record.</summary>
    /// <returns>Which job is to be looked at, and why: for an event in a form that only a newer version knows, as a job that may be lost.</returns>
    /// <exception cref="JobEventException">It is no such record.</exception>
    public static DelayedMessage Read(JsonElement root, DateTimeOffset now)
    {
        try
        {
            JsonElement context = root.GetProperty("requestContext"u8);
            string requestId = Text(context, "requestId"u8);
            string condition = Text(context, "condition"u8);
            JsonElement payload = root.GetProperty("requestPayload"u8);
            if (WorkerEvent.IsNewer(payload))
                return new DelayedMessage(IdOf(payload), Text(payload, "job"u8), now);

            WorkerEvent workerEvent = WorkerEvent.Read(Encoding.UTF8.GetBytes(payload.GetRawText()));
            GivenUpEvent gaveUp = new(requestId, workerEvent.Continuation, condition == "EventAgeExceeded", TimeOf(root));
            return new DelayedMessage(workerEvent.Id, workerEvent.Job, now, gaveUp);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Unknown(exception);
        }
    }

    /// <summary>What settle says of an event that is not for it.</summary>
    public static JobEventException Unknown(Exception cause) => new(NoRecord, cause);

    private static string IdOf(JsonElement payload) =>
        Text(payload, "id"u8) is var id && JobId.IsValid(id) ? id : throw new JsonException("The job has no valid id.");

    private static string Text(JsonElement element, ReadOnlySpan<byte> name) =>
        element.GetProperty(name).GetString() ?? throw new JsonException("A member is null that has to be a text.");

    private static DateTimeOffset? TimeOf(JsonElement root) =>
        root.TryGetProperty("timestamp"u8, out JsonElement timestamp)
        && timestamp.ValueKind is JsonValueKind.String
        && timestamp.TryGetDateTimeOffset(out DateTimeOffset at)
            ? at
            : null;
}
