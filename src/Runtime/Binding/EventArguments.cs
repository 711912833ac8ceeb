using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Buffers;

namespace AsyncJobs.Binding;

/// <summary>Reads arguments from a worker's event.</summary>
/// <param name="args">The event's <c>args</c> object.</param>
internal sealed class EventArguments(ReadOnlyMemory<byte> args) : ArgumentReader
{
    // A body may be as deep as its own options allow, and is checked against them when it is read.
    private static readonly JsonReaderOptions s_options = new() { MaxDepth = 4096 };

    internal override ArgumentOutcome Read<T>(ArgumentSource source, string name, Scalar<T> scalar, out T? value)
        where T : default
    {
        value = default;
        Utf8JsonReader reader = new(args.Span, s_options);
        if (!TryFind(ref reader, ArgumentKey.Of(source, name)))
            return ArgumentOutcome.Missing;

        using PooledBuffer scratch = new();
        return reader.TokenType is JsonTokenType.String && scalar.TryParse(Text(ref reader, scratch), out value)
            ? ArgumentOutcome.Found
            : ArgumentOutcome.Malformed;
    }

    internal override ArgumentOutcome ReadAll<T>(ArgumentSource source, string name, Scalar<T> scalar, out T[]? values)
    {
        values = null;
        Utf8JsonReader reader = new(args.Span, s_options);
        if (!TryFind(ref reader, ArgumentKey.Of(source, name)))
            return ArgumentOutcome.Missing;
        if (reader.TokenType is not JsonTokenType.StartArray)
            return ArgumentOutcome.Malformed;

        using PooledBuffer scratch = new();
        List<T> found = [];
        while (reader.Read() && reader.TokenType is JsonTokenType.String)
        {
            if (!scalar.TryParse(Text(ref reader, scratch), out T? value))
                return ArgumentOutcome.Malformed;
            found.Add(value!);
        }

        values = [.. found];
        return ArgumentOutcome.Found;
    }

    internal override void AddFault(ArgumentSource source, string name, string fault) =>
        throw new InputUnreadableException(
            $"The argument '{ArgumentKey.Of(source, name)}' {fault}. Was the event written by another version of the job?");

    private protected override void AddBodyFault(string fault) =>
        throw new InputUnreadableException($"The argument '{ArgumentKey.Body}': {fault}. Was the event written by another version of the job?");

    private protected override ArgumentOutcome ReadBody<T>(JsonTypeInfo<T> type, out T? value)
        where T : default
    {
        value = default;
        Utf8JsonReader reader = new(args.Span, s_options);
        if (!TryFind(ref reader, ArgumentKey.Body))
            return ArgumentOutcome.Missing;

        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        ReadOnlyMemory<byte> body = args[start..(int)reader.BytesConsumed];
        try
        {
            value = JsonSerializer.Deserialize(body.Span, type);
            return ArgumentOutcome.Found;
        }
        catch (Exception exception) when (BodyFaults.IsOfBody(exception, body.Span, type))
        {
            throw new InputUnreadableException(
                "The argument 'body' does not fit its type. Was the event written by another version of the job?", exception);
        }
    }

    // As a request's bytes were written: in base64.
    private protected override ArgumentOutcome ReadBodyStream(out Stream? value)
    {
        value = null;
        Utf8JsonReader reader = new(args.Span, s_options);
        if (!TryFind(ref reader, ArgumentKey.Body))
            return ArgumentOutcome.Missing;
        if (reader.TokenType is not JsonTokenType.String || !reader.TryGetBytesFromBase64(out byte[]? bytes))
        {
            throw new InputUnreadableException(
                "The argument 'body' is not base64, as a stream is written. Was the event written by another version of the job?");
        }

        value = new MemoryStream(bytes, writable: false);
        return ArgumentOutcome.Found;
    }

    private static bool TryFind(ref Utf8JsonReader reader, string key)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            bool isMatch = reader.ValueTextEquals(key);
            reader.Read();
            if (isMatch)
                return true;
            reader.Skip();
        }

        return false;
    }

    private static ReadOnlySpan<byte> Text(scoped ref Utf8JsonReader reader, PooledBuffer scratch)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;

        int start = scratch.WrittenCount;
        try
        {
            scratch.Advance(reader.CopyString(scratch.GetSpan(reader.ValueSpan.Length)));
        }
        catch (InvalidOperationException exception)
        {
            throw new InputUnreadableException("An argument holds half a surrogate pair, which is no text.", exception);
        }

        return scratch.WrittenSpan[start..];
    }
}
