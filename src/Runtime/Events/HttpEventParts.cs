using System.Text;
using System.Text.Json;

namespace AsyncJobs.Events;

/// <summary>
/// Where the parts of an HTTP event stand in its payload, found in one pass over it. A part of another type than it should have counts as absent.
/// </summary>
internal struct HttpEventParts
{
    /// <summary>The longest header name that is looked up.</summary>
    public const int LongestName = 256;

    private const int LongestEscape = 6;

    public JsonSlice Method;
    public JsonSlice Path;

    /// <summary>The route that a gateway has found: its key in payload 2.0, else its path.</summary>
    public JsonSlice Route;

    public JsonSlice ContextPath;
    public JsonSlice RawQuery;
    public JsonSlice Query;
    public JsonSlice MultiQuery;
    public JsonSlice PathParameters;
    public JsonSlice Headers;
    public JsonSlice MultiHeaders;
    public JsonSlice Body;
    public JsonSlice DomainName;
    public JsonSlice Stage;
    public JsonSlice ContentType;
    public JsonSlice IdempotencyKey;
    public JsonSlice CorrelationId;
    public JsonSlice TraceParent;
    public JsonSlice TraceState;
    public JsonSlice CallbackUrl;
    public JsonSlice Authorizer;
    public JsonSlice Identity;
    public bool IsVersion2;
    public bool IsLoadBalancer;
    public bool IsBase64;
    public bool HasPrefer;

    /// <summary>Whether what says who the caller is is there twice, or is not the object that it must be.</summary>
    public bool IsCallerUnclear;

    private bool _hasContext;
    private bool _hasAuthorizer;
    private bool _hasIdentity;

    /// <summary>Reads the event whose object the reader has just entered.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (IsKey(ref reader, "version"u8))
                IsVersion2 = IsText(ref reader, "2.0"u8);
            else if (IsKey(ref reader, "rawPath"u8) || IsKey(ref reader, "path"u8))
                Path = Text(ref reader);
            else if (IsKey(ref reader, "routeKey"u8) || IsKey(ref reader, "resource"u8))
                Route = Text(ref reader);
            else if (IsKey(ref reader, "httpMethod"u8))
                Method = Text(ref reader);
            else if (IsKey(ref reader, "rawQueryString"u8))
                RawQuery = Text(ref reader);
            else if (IsKey(ref reader, "queryStringParameters"u8))
                Query = Container(ref reader);
            else if (IsKey(ref reader, "multiValueQueryStringParameters"u8))
                MultiQuery = Container(ref reader);
            else if (IsKey(ref reader, "headers"u8))
                Headers = ReadHeaders(ref reader);
            else if (IsKey(ref reader, "multiValueHeaders"u8))
                MultiHeaders = ReadHeaders(ref reader);
            else if (IsKey(ref reader, "pathParameters"u8))
                PathParameters = Container(ref reader);
            else if (IsKey(ref reader, "requestContext"u8))
                ReadContext(ref reader);
            else if (IsKey(ref reader, "body"u8))
                Body = Text(ref reader);
            else if (IsKey(ref reader, "isBase64Encoded"u8))
                IsBase64 = Flag(ref reader);
            else
                SkipValue(ref reader);
        }
    }

    private void ReadContext(ref Utf8JsonReader reader)
    {
        IsCallerUnclear |= _hasContext;
        _hasContext = true;
        if (!EnterObject(ref reader))
            return;

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (IsKey(ref reader, "http"u8))
                ReadHttp(ref reader);
            else if (IsKey(ref reader, "domainName"u8))
                DomainName = Text(ref reader);
            else if (IsKey(ref reader, "stage"u8))
                Stage = Text(ref reader);
            else if (IsKey(ref reader, "path"u8))
                ContextPath = Text(ref reader);
            else if (IsKey(ref reader, "authorizer"u8))
                Authorizer = CallerPart(ref reader, ref _hasAuthorizer);
            else if (IsKey(ref reader, "identity"u8))
                Identity = CallerPart(ref reader, ref _hasIdentity);
            else if (IsKey(ref reader, "elb"u8))
                IsLoadBalancer = Container(ref reader).IsPresent;
            else
                SkipValue(ref reader);
        }
    }

    private void ReadHttp(ref Utf8JsonReader reader)
    {
        if (!EnterObject(ref reader))
            return;

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (IsKey(ref reader, "method"u8))
                Method = Text(ref reader);
            else
                SkipValue(ref reader);
        }
    }

    // Who the caller is is told from these, and only by the endpoints that ask for it.
    private JsonSlice CallerPart(ref Utf8JsonReader reader, ref bool isRead)
    {
        IsCallerUnclear |= isRead;
        isRead = true;
        JsonSlice part = Container(ref reader);
        IsCallerUnclear |= !part.IsPresent && reader.TokenType is not JsonTokenType.Null;
        return part;
    }

    private JsonSlice ReadHeaders(ref Utf8JsonReader reader)
    {
        if (!EnterObject(ref reader))
            return default;

        int start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (IsName(ref reader, "content-type"u8))
                ContentType = FirstText(ref reader, ContentType);
            else if (IsName(ref reader, "idempotency-key"u8))
                IdempotencyKey = FirstText(ref reader, IdempotencyKey);
            else if (IsName(ref reader, "x-correlation-id"u8))
                CorrelationId = FirstText(ref reader, CorrelationId);
            else if (IsName(ref reader, "traceparent"u8))
                TraceParent = FirstText(ref reader, TraceParent);
            else if (IsName(ref reader, "tracestate"u8))
                TraceState = FirstText(ref reader, TraceState);
            else if (IsName(ref reader, "x-callback-url"u8))
                CallbackUrl = FirstText(ref reader, CallbackUrl);
            else if (IsName(ref reader, "prefer"u8))
                HasPrefer = SkipPresent(ref reader);
            else
                SkipValue(ref reader);
        }

        return new JsonSlice(start, (int)reader.BytesConsumed - start, false);
    }

    private static bool IsKey(ref Utf8JsonReader reader, ReadOnlySpan<byte> key) =>
        reader.ValueIsEscaped ? reader.ValueTextEquals(key) : reader.ValueSpan.SequenceEqual(key);

    /// <summary>Whether the property that the reader is at has a header's name, whatever its case.</summary>
    public static bool IsName(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name) =>
        reader.ValueIsEscaped
            ? IsEscapedName(ref reader, name)
            : reader.ValueSpan.Length == name.Length && Ascii.EqualsIgnoreCase(reader.ValueSpan, name);

    // Apart from the usual case, which would have to clear this one's part of the stack each time.
    private static bool IsEscapedName(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name)
    {
        if (reader.ValueSpan.Length > name.Length * LongestEscape)
            return false;

        Span<byte> unescaped = stackalloc byte[LongestName * LongestEscape];
        return Ascii.EqualsIgnoreCase(unescaped[..reader.CopyString(unescaped)], name);
    }

    private static bool EnterObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.StartObject)
            return true;

        reader.Skip();
        return false;
    }

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            reader.Skip();
    }

    private static bool SkipPresent(ref Utf8JsonReader reader)
    {
        SkipValue(ref reader);
        return true;
    }

    private static bool Flag(ref Utf8JsonReader reader)
    {
        reader.Read();
        bool value = reader.TokenType is JsonTokenType.True;
        reader.Skip();
        return value;
    }

    private static bool IsText(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        reader.Read();
        bool isText = reader.TokenType is JsonTokenType.String && reader.ValueTextEquals(text);
        reader.Skip();
        return isText;
    }

    private static JsonSlice Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String)
            return Current(ref reader);

        reader.Skip();
        return default;
    }

    private static JsonSlice FirstText(ref Utf8JsonReader reader, JsonSlice known)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String)
            return known.IsPresent ? known : Current(ref reader);

        JsonSlice first = known;
        if (reader.TokenType is JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            {
                if (reader.TokenType is JsonTokenType.String && !first.IsPresent)
                    first = Current(ref reader);
                else
                    reader.Skip();
            }
        }
        else
        {
            reader.Skip();
        }

        return first;
    }

    private static JsonSlice Current(ref Utf8JsonReader reader) =>
        new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);

    private static JsonSlice Container(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            reader.Skip();
            return default;
        }

        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new JsonSlice(start, (int)reader.BytesConsumed - start, false);
    }
}
