using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using AsyncJobs.Buffers;
using AsyncJobs.Events;
using AsyncJobs.Http;

namespace AsyncJobs.Binding;

/// <summary>
/// Reads arguments from an HTTP request and writes each good one into the worker's event on the way, as the text it came as:
/// the worker reads it with the same code.
/// </summary>
internal sealed class HttpArguments(HttpEvent request, JobRoute? route, Utf8JsonWriter args) : ArgumentReader
{
    private const string NoBytes = "is not valid base64 or not UTF-8";

    private HttpFaults? _faults;

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    /// <summary>What is wrong with the request; null for nothing.</summary>
    public HttpFaults? Faults => _faults;

    /// <summary>Why the body is of no type that the job takes, as a sentence; null where it is, or there is none.</summary>
    public string? UnsupportedBody { get; private set; }

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
        if (!request.HasBody)
            return ArgumentOutcome.Missing;
        if (request.IsJson())
            return ReadJson(type, out value);
        if (RawBody.Takes<T>())
            return ReadRaw(out value);
        if (FormBody.Takes(type) && request.IsForm())
            return ReadForm(type, out value);

        UnsupportedBody = WhyUnsupported(type);
        return ArgumentOutcome.Malformed;
    }

    private protected override ArgumentOutcome ReadBodyStream(out Stream? value)
    {
        value = Stream.Null;
        return request.HasBody ? ReadBytes() : ArgumentOutcome.Missing;
    }

    private ArgumentOutcome ReadJson<T>(JsonTypeInfo<T> type, out T? value)
    {
        value = default;
        if (!TryGetBody(out ReadOnlyMemory<byte> body))
            return ArgumentOutcome.Malformed;
        if (!Utf8.IsValid(body.Span))
        {
            AddBodyFault(NoBytes);
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
            if (RawBody.Takes<T>())
                AddBodyFault("is read as JSON, as its Content-Type says or since it has none; with any other it is taken as it is");
            return ArgumentOutcome.Malformed;
        }

        args.WritePropertyName(ArgumentKey.Body);
        if (type.Options.ReadCommentHandling is JsonCommentHandling.Disallow && !type.Options.AllowTrailingCommas)
            args.WriteRawValue(body.Span, skipInputValidation: true);
        else
            JsonSerializer.Serialize(args, value!, type);
        return ArgumentOutcome.Found;
    }

    private ArgumentOutcome ReadForm<T>(JsonTypeInfo<T> type, out T? value)
    {
        value = default;
        if (!TryGetBody(out ReadOnlyMemory<byte> form))
            return ArgumentOutcome.Malformed;
        if (FormBody.LooksLikeJson(form.Span))
        {
            UnsupportedBody = "The body is JSON, and its Content-Type says that it is a form. Send it with 'Content-Type: application/json'.";
            return ArgumentOutcome.Malformed;
        }

        HttpFaults faults = _faults ?? new HttpFaults();
        int before = faults.Count + faults.LeftOut;
        using JsonScratch json = JsonScratch.Rent();
        new FormBody(type, faults).Write(form.Span, json.Writer);
        if (faults.Count + faults.LeftOut == before)
        {
            ReadOnlySpan<byte> body = json.Written.Span;
            try
            {
                value = JsonSerializer.Deserialize(body, type);
                args.WritePropertyName(ArgumentKey.Body);
                args.WriteRawValue(body, skipInputValidation: true);
                return ArgumentOutcome.Found;
            }
            catch (Exception exception) when (BodyFaults.IsOfBody(exception, body, type))
            {
                BodyFaults.Add(faults, exception, body, type, hasPlaces: false);
            }
        }

        _faults = faults;
        return ArgumentOutcome.Malformed;
    }

    // In the event it is what the same text, or the same bytes, would be as JSON.
    private ArgumentOutcome ReadRaw<T>(out T? value)
    {
        value = RawBody.StandIn<T>();
        if (typeof(T) != typeof(string))
            return ReadBytes();
        if (!TryGetBody(out ReadOnlyMemory<byte> body))
            return ArgumentOutcome.Malformed;
        if (RawText.EncodingOf(request.ContentType(), out string? fault) is not { } encoding)
        {
            UnsupportedBody = fault;
            return ArgumentOutcome.Malformed;
        }

        if (!RawText.TryEncode(body.Span, encoding, out JsonEncodedText text))
        {
            AddBodyFault($"is not text in {encoding.WebName}");
            return ArgumentOutcome.Malformed;
        }

        args.WriteString(ArgumentKey.Body, text);
        return ArgumentOutcome.Found;
    }

    /// <exception cref="InvalidOperationException">The API has changed them on the way, and has to be set up otherwise.</exception>
    private ArgumentOutcome ReadBytes()
    {
        if (!TryGetBody(out ReadOnlyMemory<byte> body))
            return ArgumentOutcome.Malformed;
        if (request.MayHaveLostBytes(body.Span))
        {
            throw new InvalidOperationException(
                "The REST API has handed over bytes as text, which has lost some of them: add the request's Content-Type, or */* for any, to the "
                + "BinaryMediaTypes of the API.");
        }

        args.WriteBase64String(ArgumentKey.Body, body.Span);
        return ArgumentOutcome.Found;
    }

    private bool TryGetBody(out ReadOnlyMemory<byte> body)
    {
        if (request.TryGetBody(out body))
            return true;

        AddBodyFault(NoBytes);
        return false;
    }

    private string WhyUnsupported(JsonTypeInfo type)
    {
        if (request.IsMultipartForm())
        {
            return "Forms of several parts, multipart/form-data, are not read. Send fields as 'application/x-www-form-urlencoded' or JSON, "
                + "and a file as the body of a job that takes bytes, or by an upload of its own.";
        }

        return FormBody.Takes(type)
            ? "The body must be JSON or a form. Send it with 'Content-Type: application/json' or 'application/x-www-form-urlencoded'."
            : "The body must be JSON. Send it with 'Content-Type: application/json'.";
    }

    private bool TryGetText(ArgumentSource source, string name, out ReadOnlySpan<byte> text)
    {
        switch (source)
        {
            case ArgumentSource.Route:
                text = default;
                return route is not null && request.TryGetRouteValue(route, name, out text);
            case ArgumentSource.Query:
                return request.QueryValues(name).TryNext(request.Scratch, out text);
            default:
                return request.TryGetHeader(name, out text);
        }
    }
}
