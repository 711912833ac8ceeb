using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AsyncJobs.Events;

/// <summary>A reply, and its form for what the request came through.</summary>
internal readonly struct HttpReply
{
    public const string Json = "application/json";
    public const string ProblemJson = "application/problem+json";

    // What pages read beside the headers that every page may: https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name.
    private const string ReadByPages = "Location, Content-Location, Retry-After, Preference-Applied, Allow";

    // The body is a JSON document whose own strings are escaped for HTML; here it only has to be a valid JSON string again.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    /// <summary>What stands between the head and the body of a reply that is streamed.</summary>
    public static ReadOnlySpan<byte> StreamedHeadEnd => "\0\0\0\0\0\0\0\0"u8;

    public required int StatusCode { get; init; }

    /// <summary>The type of the body; null where there is none.</summary>
    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public string? Location { get; init; }

    public string? ContentLocation { get; init; }

    public string? Allow { get; init; }

    /// <summary>The URL of the next page of a list (RFC 8288).</summary>
    public string? Next { get; init; }

    /// <summary>The preference that was followed (RFC 7240, section 3); null for none.</summary>
    public string? AppliedPreference { get; init; }

    public int RetryAfterSeconds { get; init; }

    /// <summary>What a page may send, where this answers a browser that asks for it.</summary>
    public PreflightAnswer? Preflight { get; init; }

    /// <summary>Writes it for what is in front of the function.</summary>
    /// <param name="output">Takes it.</param>
    /// <param name="form">The form that the request had.</param>
    /// <param name="multiValueHeaders">Whether the request had each header as a list of values.</param>
    /// <param name="cors">Which pages may read it.</param>
    public void Write(IBufferWriter<byte> output, HttpEventForm form, bool multiValueHeaders, CorsGrant cors)
    {
        Utf8JsonWriter writer = t_writer ??= new Utf8JsonWriter(output, s_options);
        writer.Reset(output);
        writer.WriteStartObject();
        writer.WriteNumber("statusCode"u8, StatusCode);
        if (form is HttpEventForm.LoadBalancer)
            writer.WriteString("statusDescription"u8, $"{StatusCode} {ReasonPhrase(StatusCode)}");

        WriteHeaders(writer, multiValueHeaders, cors);
        writer.WriteString("body"u8, Body.Span);
        writer.WriteBoolean("isBase64Encoded"u8, false);
        writer.WriteEndObject();
        writer.Flush();

        // The writer must not keep somebody's buffer alive on this thread.
        writer.Reset(Stream.Null);
    }

    /// <summary>
    /// Writes it for an integration that streams: its status and headers as JSON, eight zero bytes, and the body as it is, which may go on behind it.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html</remarks>
    /// <param name="output">Takes it.</param>
    /// <param name="cors">Which pages may read it.</param>
    public void WriteStreamed(IBufferWriter<byte> output, CorsGrant cors)
    {
        Utf8JsonWriter writer = t_writer ??= new Utf8JsonWriter(output, s_options);
        writer.Reset(output);
        writer.WriteStartObject();
        writer.WriteNumber("statusCode"u8, StatusCode);
        WriteHeaders(writer, multiValue: false, cors);
        writer.WriteEndObject();
        writer.Flush();
        writer.Reset(Stream.Null);
        output.Write(StreamedHeadEnd);
        output.Write(Body.Span);
    }

    public static string ReasonPhrase(int statusCode) => statusCode switch
    {
        200 => "OK",
        202 => "Accepted",
        204 => "No Content",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        409 => "Conflict",
        410 => "Gone",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "Not a status code of these endpoints."),
    };

    private void WriteHeaders(Utf8JsonWriter writer, bool multiValue, CorsGrant cors)
    {
        writer.WriteStartObject(multiValue ? "multiValueHeaders"u8 : "headers"u8);
        if (ContentType is not null)
            WriteHeader(writer, "content-type"u8, ContentType, multiValue);
        WriteHeader(writer, "cache-control"u8, "no-store", multiValue);
        if (Location is not null)
            WriteHeader(writer, "location"u8, Location, multiValue);
        if (ContentLocation is not null)
            WriteHeader(writer, "content-location"u8, ContentLocation, multiValue);
        if (AppliedPreference is not null)
            WriteHeader(writer, "preference-applied"u8, AppliedPreference, multiValue);
        if (RetryAfterSeconds > 0)
            WriteHeader(writer, "retry-after"u8, SecondsText(RetryAfterSeconds), multiValue);
        if (Allow is not null)
            WriteHeader(writer, "allow"u8, Allow, multiValue);
        if (Next is not null)
            WriteHeader(writer, "link"u8, $"<{Next}>; rel=\"next\"", multiValue);
        if (cors.DependsOnOrigin)
            WriteHeader(writer, "vary"u8, "Origin", multiValue);
        if (cors.Origin is { } origin)
            WriteCors(writer, origin, multiValue);
        writer.WriteEndObject();
    }

    private void WriteCors(Utf8JsonWriter writer, string origin, bool multiValue)
    {
        WriteHeader(writer, "access-control-allow-origin"u8, origin, multiValue);
        if (Preflight is not { } preflight)
        {
            WriteHeader(writer, "access-control-expose-headers"u8, Next is null ? ReadByPages : ReadByPages + ", Link", multiValue);
            return;
        }

        WriteHeader(writer, "access-control-allow-methods"u8, preflight.Methods, multiValue);
        if (preflight.Headers is not null)
            WriteHeader(writer, "access-control-allow-headers"u8, preflight.Headers, multiValue);
        WriteHeader(writer, "access-control-max-age"u8, PreflightAnswer.MaxAgeSeconds, multiValue);
    }

    private static void WriteHeader(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string value, bool multiValue)
    {
        if (!multiValue)
        {
            writer.WriteString(name, value);
            return;
        }

        writer.WriteStartArray(name);
        writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static string SecondsText(int seconds) => seconds switch
    {
        1 => "1",
        2 => "2",
        5 => "5",
        10 => "10",
        _ => seconds.ToString(CultureInfo.InvariantCulture),
    };
}
