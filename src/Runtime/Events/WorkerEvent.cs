using System.Text.Json;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Shared;

namespace AsyncJobs.Events;

/// <summary>The event that starts a worker: which job it is, and its arguments.</summary>
/// <param name="Id">The job's id.</param>
/// <param name="Job">The name of its definition.</param>
/// <param name="Correlation">By what ids the request that started it is known.</param>
/// <param name="Args">The arguments as a JSON object; empty where they are kept outside.</param>
/// <param name="Input">Where the arguments are kept that are too large for an event; null where <paramref name="Args"/> has them.</param>
/// <param name="Continuation">Which of the job's events this is: 0 for the one that starts it.</param>
internal readonly record struct WorkerEvent(
    string Id, string Job, HttpCorrelation Correlation, ReadOnlyMemory<byte> Args, PayloadReference? Input, int Continuation)
{
    /// <summary>
    /// What an event may have, in bytes. The platform takes 1 MB; the rest is for the record that it makes around an event it gave up on, with the
    /// error of the last attempt, which has to reach settle within the same limit.
    /// </summary>
    public const int MaxBytes = (1024 - 64) * 1024;

    /// <summary>What the arguments may have that are kept outside of the event, in bytes: as much as a request can bring.</summary>
    public const int MaxInputBytes = LambdaLimits.MostSynchronousBytes;

    private const int Version = 1;

    /// <summary>Writes everything up to the arguments, which follow as the members of an object that is open.</summary>
    public static void WriteStart(Utf8JsonWriter writer, string id, string job, in HttpCorrelation correlation, int continuation = 0)
    {
        WriteHead(writer, id, job, correlation, continuation);
        writer.WritePropertyName("args"u8);
    }

    /// <summary>Writes an event whose arguments are kept outside of it.</summary>
    public static void WriteReferring(
        Utf8JsonWriter writer, string id, string job, in HttpCorrelation correlation, PayloadReference input, int continuation = 0)
    {
        WriteHead(writer, id, job, correlation, continuation);
        writer.WriteStartObject("input"u8);
        writer.WriteString("key"u8, input.Key);
        writer.WriteNumber("bytes"u8, input.Bytes);
        writer.WriteString("sha256"u8, input.Sha256);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter writer, string id, string job, in HttpCorrelation correlation, int continuation)
    {
        writer.WriteStartObject();
        writer.WriteNumber("asyncJobs"u8, Version);
        writer.WriteString("id"u8, id);
        writer.WriteString("job"u8, job);
        if (continuation > 0)
            writer.WriteNumber("continuation"u8, continuation);
        if (correlation.CorrelationId is { } correlationId)
            writer.WriteString("correlationId"u8, correlationId);
        if (correlation.TraceParent is { } traceParent)
            writer.WriteString("traceparent"u8, traceParent);
        if (correlation.TraceState is { } traceState)
            writer.WriteString("tracestate"u8, traceState);
    }

    /// <summary>Whether this is an event in a form that only a newer version knows.</summary>
    public static bool IsNewer(JsonElement payload) =>
        payload.ValueKind is JsonValueKind.Object
        && payload.TryGetProperty("asyncJobs"u8, out JsonElement version)
        && version.ValueKind is JsonValueKind.Number
        && version.TryGetInt32(out int number)
        && number > Version;

    /// <summary>Reads an event.</summary>
    /// <exception cref="JobEventException">It is not such an event.</exception>
    public static WorkerEvent Read(ReadOnlyMemory<byte> payload)
    {
        WorkerEventMembers members = ReadMembers(payload);
        if (members.Version != Version)
        {
            throw new JobEventException(
                $"The worker's event is not one of AsyncJobs, version {Version}. "
                + "Invoke a worker through its endpoint or StartAsync, and deploy accept and worker together.");
        }

        if (members is not { Id: { } id, Job: { } job } || members.Args.IsEmpty == members.Input is null || !JobId.IsValid(id))
            throw new JobEventException("The worker's event lacks its id or job, or has not one of args and input.");
        if (members.Input is { } input && !input.Key.StartsWith(id + "/", StringComparison.Ordinal))
            throw new JobEventException("The worker's event refers to the input of another job.");

        return new WorkerEvent(id, job, members.Correlation, members.Args, members.Input, members.Continuation);
    }

    private static WorkerEventMembers ReadMembers(ReadOnlyMemory<byte> payload)
    {
        WorkerEventMembers members = default;
        try
        {
            Utf8JsonReader reader = new(payload.Span, new JsonReaderOptions { MaxDepth = 4096 });
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartObject)
            {
                while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
                    members.ReadOne(ref reader, payload);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new JobEventException(
                "The worker's event is not valid JSON. A worker is invoked by AsyncJobs only; what else sends to it?", exception);
        }

        return members;
    }

    /// <summary>Writes the event by which the job goes on after this one.</summary>
    public void WriteNext(Utf8JsonWriter writer)
    {
        if (Input is not null)
        {
            WriteReferring(writer, Id, Job, Correlation, Input, Continuation + 1);
            return;
        }

        WriteStart(writer, Id, Job, Correlation, Continuation + 1);
        writer.WriteRawValue(Args.Span, skipInputValidation: true);
        writer.WriteEndObject();
    }
}
