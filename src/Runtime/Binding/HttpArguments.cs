using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Events;
using AsyncJobs.Http;

namespace AsyncJobs.Binding;

/// <summary>
/// Reads arguments from an HTTP request and writes each good one into the worker's event on the way, as the text it came as:
/// the worker reads it with the same code.
/// </summary>
internal sealed class HttpArguments(HttpEvent request, JobRoute route, Utf8JsonWriter args) : ArgumentReader
{
    private HttpFaults? _faults;

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    /// <summary>What is wrong with the request; null for nothing.</summary>
    public HttpFaults? Faults => _faults;

    internal override ArgumentOutcome Read<T>(ArgumentSource source, string name, Scalar<T> scalar, out T? value)
        where T : default
    {
        value = default;
        if (!TryGetText(source, name, out ReadOnlySpan<byte> text))
            return ArgumentOutcome.Missing;
        if (!scalar.TryParse(text, out value))
            return ArgumentOutcome.Malformed;

        args.WriteString(ArgumentKey.Of(source, name), text);
        return ArgumentOutcome.Found;
    }

    internal override ArgumentOutcome ReadAll<T>(ArgumentSource source, string name, Scalar<T> scalar, out T[]? values)
    {
        values = null;
        HttpQueryValues texts = request.QueryValues(name);
        List<T>? found = null;
        while (texts.TryNext(request.Scratch, out ReadOnlySpan<byte> text))
        {
            if (!scalar.TryParse(text, out T? value))
                return ArgumentOutcome.Malformed;

            if (found is null)
            {
                found = [];
                args.WriteStartArray(ArgumentKey.Of(source, name));
            }

            args.WriteStringValue(text);
            found.Add(value!);
        }

        if (found is null)
            return ArgumentOutcome.Missing;

        args.WriteEndArray();
        values = [.. found];
        return ArgumentOutcome.Found;
    }

    internal override void AddFault(ArgumentSource source, string name, string fault) => Add(
        source switch
        {
            ArgumentSource.Route => "path",
            ArgumentSource.Query => "query",
            _ => "header",
        },
        name,
        fault);

    internal void Add(string source, string name, string fault) => (_faults ??= new HttpFaults()).Add(source, name, fault);

    private protected override void AddBodyFault(string fault) => Add("body", "$", fault);

    private protected override ArgumentOutcome ReadBody<T>(JsonTypeInfo<T> type, out T? value)
        where T : default
    {
        value = default;
        if (!request.TryGetBody(out ReadOnlyMemory<byte> body))
        {
            AddBodyFault("is not valid base64 or not UTF-8");
            return ArgumentOutcome.Malformed;
        }

        // Some programs put one before all text in UTF-8. It is no part of the JSON (RFC 8259, 8.1).
        if (body.Span.StartsWith(ByteOrderMark))
            body = body[ByteOrderMark.Length..];
        if (body.IsEmpty)
            return ArgumentOutcome.Missing;

        try
        {
            value = JsonSerializer.Deserialize(body.Span, type);
        }
        catch (Exception exception) when (BodyFaults.IsOfBody(exception, body.Span, type))
        {
            BodyFaults.Add(_faults ??= new HttpFaults(), exception, body.Span, type);
            return ArgumentOutcome.Malformed;
        }

        args.WritePropertyName(ArgumentKey.Body);
        if (type.Options.ReadCommentHandling is JsonCommentHandling.Disallow && !type.Options.AllowTrailingCommas)
            args.WriteRawValue(body.Span, skipInputValidation: true);
        else
            JsonSerializer.Serialize(args, value!, type);
        return ArgumentOutcome.Found;
    }

    private bool TryGetText(ArgumentSource source, string name, out ReadOnlySpan<byte> text)
    {
        switch (source)
        {
            case ArgumentSource.Route:
                return request.TryGetRouteValue(route, name, out text);
            case ArgumentSource.Query:
                return request.QueryValues(name).TryNext(request.Scratch, out text);
            default:
                return request.TryGetHeader(name, out text);
        }
    }
}
