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
    private List<HttpFault>? _faults;

    public IReadOnlyList<HttpFault> Faults => _faults ?? [];

    public bool HasFaults => _faults is not null;

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

    internal void Add(string source, string name, string fault) => (_faults ??= []).Add(new HttpFault(source, name, fault));

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

        if (body.IsEmpty)
            return ArgumentOutcome.Missing;

        try
        {
            value = JsonSerializer.Deserialize(body.Span, type);
        }
        catch (JsonException exception)
        {
            AddBodyFault(exception, body.Span);
            return ArgumentOutcome.Malformed;
        }
        catch (ArgumentException)
        {
            AddBodyFault("has a value that its type refuses");
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

    // The serializer's own message names .NET types, which are nobody's business outside.
    private void AddBodyFault(JsonException exception, ReadOnlySpan<byte> body)
    {
        bool isSyntax = !IsJson(body);
        string place = exception.LineNumber is { } line ? $" (line {line + 1}, byte {exception.BytePositionInLine + 1})" : "";
        Add("body", exception.Path ?? "$", (isSyntax ? "is not valid JSON" : "is missing a required value or has one of the wrong type") + place);
    }

    private static bool IsJson(ReadOnlySpan<byte> body)
    {
        Utf8JsonReader reader = new(body);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
