using System.Text.Json;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Events;

/// <summary>The members of a worker's event as they are found in it, one after the other, before anything is asked of them.</summary>
internal struct WorkerEventMembers
{
    /// <summary>0 where there is none.</summary>
    public int Version { get; private set; }

    public int Continuation { get; private set; }

    public string? Id { get; private set; }

    public string? Job { get; private set; }

    /// <summary>The ids that have their form; the others are left out.</summary>
    public HttpCorrelation Correlation { get; private set; }

    /// <summary>A part of the payload: the arguments as a JSON object; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Args { get; private set; }

    public PayloadReference? Input { get; private set; }

    /// <summary>Reads the member that the reader is at, over its end. A value of another kind is as none, and an unknown member is skipped.</summary>
    public void ReadOne(ref Utf8JsonReader reader, ReadOnlyMemory<byte> payload)
    {
        if (reader.ValueTextEquals("asyncJobs"u8))
        {
            Version = ReadNumber(ref reader);
        }
        else if (reader.ValueTextEquals("continuation"u8))
        {
            Continuation = ReadNumber(ref reader);
        }
        else if (reader.ValueTextEquals("id"u8))
        {
            Id = ReadText(ref reader);
        }
        else if (reader.ValueTextEquals("job"u8))
        {
            Job = ReadText(ref reader);
        }
        else if (reader.ValueTextEquals("args"u8))
        {
            Args = ReadObject(ref reader, payload);
        }
        else if (reader.ValueTextEquals("input"u8))
        {
            Input = ReadReference(ref reader);
        }
        else if (!ReadCorrelation(ref reader))
        {
            reader.Read();
            reader.Skip();
        }
    }

    private bool ReadCorrelation(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("correlationId"u8))
            Correlation = Correlation with { CorrelationId = ReadText(ref reader) is { } id ? HttpCorrelation.CheckId(id) : null };
        else if (reader.ValueTextEquals("traceparent"u8))
            Correlation = Correlation with { TraceParent = ReadText(ref reader) is { } parent ? Telemetry.TraceParent.Read(parent) : null };
        else if (reader.ValueTextEquals("tracestate"u8))
            Correlation = Correlation with { TraceState = ReadText(ref reader) is { } state ? Telemetry.TraceState.Read(state) : null };
        else
            return false;

        return true;
    }

    private static ReadOnlyMemory<byte> ReadObject(ref Utf8JsonReader reader, ReadOnlyMemory<byte> payload)
    {
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        bool isObject = reader.TokenType is JsonTokenType.StartObject;
        reader.Skip();
        return isObject ? payload[start..(int)reader.BytesConsumed] : default;
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
