using System.Text.Json;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;

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
    /// What an event may have, in bytes. The platform takes 1 MB; the rest is for the record that it makes around an event it gave up on, with the error of the last
    /// attempt, which has to reach settle within the same limit.
    /// </summary>
    public const int MaxBytes = (1024 - 64) * 1024;

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
        int version = 0;
        int continuation = 0;
        string? id = null;
        string? job = null;
        HttpCorrelation correlation = default;
        ReadOnlyMemory<byte> args = default;
        PayloadReference? input = null;
        try
        {
            Utf8JsonReader reader = new(payload.Span, new JsonReaderOptions { MaxDepth = 4096 });
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartObject)
            {
                while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
                {
                    if (reader.ValueTextEquals("asyncJobs"u8))
                    {
                        version = ReadNumber(ref reader);
                    }
                    else if (reader.ValueTextEquals("continuation"u8))
                    {
                        continuation = ReadNumber(ref reader);
                    }
                    else if (reader.ValueTextEquals("id"u8))
                    {
                        id = ReadText(ref reader);
                    }
                    else if (reader.ValueTextEquals("job"u8))
                    {
                        job = ReadText(ref reader);
                    }
                    else if (reader.ValueTextEquals("correlationId"u8))
                    {
                        correlation = correlation with { CorrelationId = ReadText(ref reader) is { } said ? HttpCorrelation.CheckId(said) : null };
                    }
                    else if (reader.ValueTextEquals("traceparent"u8))
                    {
                        correlation = correlation with { TraceParent = ReadText(ref reader) is { } parent ? HttpCorrelation.CheckTraceParent(parent) : null };
                    }
                    else if (reader.ValueTextEquals("tracestate"u8))
                    {
                        correlation = correlation with { TraceState = ReadText(ref reader) is { } state ? HttpCorrelation.CheckTraceState(state) : null };
                    }
                    else if (reader.ValueTextEquals("args"u8))
                    {
                        reader.Read();
                        int start = (int)reader.TokenStartIndex;
                        bool isObject = reader.TokenType is JsonTokenType.StartObject;
                        reader.Skip();
                        if (isObject)
                            args = payload[start..(int)reader.BytesConsumed];
                    }
                    else if (reader.ValueTextEquals("input"u8))
                    {
                        input = ReadReference(ref reader);
                    }
                    else
                    {
                        reader.Read();
                        reader.Skip();
                    }
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new JobEventException("The worker's event is not valid JSON. A worker is invoked by AsyncJobs only; what else sends to it?", exception);
        }

        if (version != Version)
        {
            throw new JobEventException(
                $"The worker's event is not one of AsyncJobs, version {Version}. Invoke a worker through its endpoint or StartAsync, and deploy accept and worker together.");
        }

        if (id is null || job is null || args.IsEmpty == input is null || !JobId.IsValid(id))
            throw new JobEventException("The worker's event lacks its id or job, or has not one of args and input.");
        if (input is not null && !input.Key.StartsWith(id + "/", StringComparison.Ordinal))
            throw new JobEventException("The worker's event refers to the input of another job.");

        return new WorkerEvent(id, job, correlation, args, input, continuation);
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

    private static int ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.Number && reader.TryGetInt32(out int number))
            return number;

        reader.Skip();
        return 0;
    }

    private static PayloadReference? ReadReference(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        string? key = null;
        string? sha256 = null;
        int bytes = -1;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("key"u8))
            {
                key = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("sha256"u8))
            {
                sha256 = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("bytes"u8))
            {
                bytes = ReadNumber(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return key is null || sha256 is null || bytes < 0 ? null : new PayloadReference(key, bytes, sha256);
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String)
            return reader.GetString();

        reader.Skip();
        return null;
    }
}
