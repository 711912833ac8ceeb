using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using AsyncJobs.Buffers;

namespace AsyncJobs.Http;

/// <summary>
/// An HTTP request as a function gets it. Reading it takes one pass over the payload that only notes where things are;
/// what nobody asks for never becomes a string.
/// </summary>
internal sealed class HttpEvent
{
    internal const int MaxDepth = 256;

    private const int LongestName = 256;
    private const int LongestEscape = 6;
    private const string DefaultStage = "$default";

    private readonly ReadOnlyMemory<byte> _payload;
    private JsonSlice _method;
    private JsonSlice _path;
    private JsonSlice _contextPath;
    private JsonSlice _rawQuery;
    private JsonSlice _query;
    private JsonSlice _multiQuery;
    private JsonSlice _pathParameters;
    private JsonSlice _headers;
    private JsonSlice _multiHeaders;
    private JsonSlice _body;
    private JsonSlice _domainName;
    private JsonSlice _stage;
    private JsonSlice _requestId;
    private JsonSlice _contentType;
    private JsonSlice _idempotencyKey;
    private JsonSlice _correlationId;
    private JsonSlice _traceParent;
    private JsonSlice _traceState;
    private JsonSlice _subject;
    private JsonSlice _issuer;
    private JsonSlice _principal;
    private JsonSlice _userArn;
    private bool _isVersion2;
    private bool _isLoadBalancer;
    private bool _isBase64;

    private HttpEvent(ReadOnlyMemory<byte> payload) => _payload = payload;

    public HttpEventForm Form { get; private set; }

    /// <summary>The HTTP method in upper case.</summary>
    public string Method { get; private set; } = "";

    public bool UsesMultiValueHeaders => _multiHeaders.IsPresent && !_headers.IsPresent;

    public bool HasBody => _body.IsPresent && _body.Length > 0;

    /// <summary>The request id of the API in front; null where it has none.</summary>
    public string? RequestId => _requestId.IsPresent ? GetString(_requestId) : null;

    private ReadOnlySpan<byte> Payload => _payload.Span;

    // HTTP API hands the path over decoded; all others as the client sent it.
    private bool IsPathEncoded => Form is not HttpEventForm.HttpApi;

    /// <summary>Reads a payload.</summary>
    /// <param name="payload">The event; stays in use for as long as the result is.</param>
    /// <param name="fault">Why it is not an HTTP event, to end the sentence "The event …".</param>
    /// <returns>Null when it is not an HTTP event.</returns>
    public static HttpEvent? TryRead(ReadOnlyMemory<byte> payload, out string? fault)
    {
        if (!Utf8.IsValid(payload.Span))
        {
            fault = "is not UTF-8.";
            return null;
        }

        HttpEvent result = new(payload);
        try
        {
            Utf8JsonReader reader = new(payload.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
            {
                fault = "is not a JSON object.";
                return null;
            }

            result.ReadEvent(ref reader);
            if (reader.Read())
            {
                fault = "goes on behind its JSON object.";
                return null;
            }

            fault = result.Complete();
        }
        catch (JsonException)
        {
            fault = "is not valid JSON.";
        }
        catch (InvalidOperationException)
        {
            fault = "has a string with half a surrogate pair.";
        }

        return fault is null ? result : null;
    }

    public bool MatchesRoute(JobRoute route)
    {
        using PooledBuffer scratch = new();
        return route.Method == Method && route.Matches(GetUtf8(_path, scratch));
    }

    public bool MatchesPath(JobRoute route)
    {
        using PooledBuffer scratch = new();
        return route.Matches(GetUtf8(_path, scratch));
    }

    /// <summary>The last segment of the path.</summary>
    public string LastPathSegment()
    {
        using PooledBuffer scratch = new();
        ReadOnlySpan<byte> path = GetUtf8(_path, scratch).TrimEnd((byte)'/');
        return Encoding.UTF8.GetString(path[(path.LastIndexOf((byte)'/') + 1)..]);
    }

    /// <summary>
    /// What stands in the client's URL before the route: a stage or a base path. Null when the event does not tell,
    /// because a custom domain maps a base path that HTTP API leaves out.
    /// </summary>
    public string? BasePath(int routeSegments)
    {
        if (Form is HttpEventForm.HttpApi && _domainName.IsPresent)
            return IsExecuteApiDomain() ? StagePath() : null;

        using PooledBuffer scratch = new();
        ReadOnlySpan<byte> path = GetUtf8(_contextPath.IsPresent ? _contextPath : _path, scratch).TrimEnd((byte)'/');
        for (int i = 0; i < routeSegments && path.Length > 0; i++)
            path = path[..Math.Max(path.LastIndexOf((byte)'/'), 0)];

        return IsPlainPath(path) ? Encoding.UTF8.GetString(path) : null;
    }

    /// <summary>Who the API authenticated; null for nobody.</summary>
    public string? Owner()
    {
        if (_subject.IsPresent)
            return $"jwt:{(_issuer.IsPresent ? GetString(_issuer) : "")}|{GetString(_subject)}";
        if (_userArn.IsPresent)
            return "iam:" + GetString(_userArn);
        return _principal.IsPresent ? "principal:" + GetString(_principal) : null;
    }

    public string? IdempotencyKey() => _idempotencyKey.IsPresent ? GetString(_idempotencyKey) : null;

    /// <summary>What the request says of where it belongs; what is malformed counts as not said.</summary>
    public HttpCorrelation Correlation()
    {
        if (!_correlationId.IsPresent && !_traceParent.IsPresent)
            return default;

        string? traceParent = _traceParent.IsPresent ? HttpCorrelation.CheckTraceParent(GetString(_traceParent)) : null;
        return new HttpCorrelation(
            _correlationId.IsPresent ? HttpCorrelation.CheckId(GetString(_correlationId)) : null,
            traceParent,
            traceParent is not null && _traceState.IsPresent ? HttpCorrelation.CheckTraceState(GetString(_traceState)) : null);
    }

    /// <summary>Whether the Content-Type says JSON; a request that has none is taken at its word.</summary>
    public bool IsJson()
    {
        if (!_contentType.IsPresent)
            return true;

        using PooledBuffer scratch = new();
        ReadOnlySpan<byte> type = GetUtf8(_contentType, scratch);
        int end = type.IndexOf((byte)';');
        type = (end < 0 ? type : type[..end]).Trim(" \t"u8);
        return Ascii.EqualsIgnoreCase(type, "application/json"u8)
            || Ascii.EqualsIgnoreCase(type, "text/json"u8)
            || (type.Length > 5 && Ascii.EqualsIgnoreCase(type[^5..], "+json"u8));
    }

    /// <summary>The body, decoded.</summary>
    /// <param name="scratch">Takes it where it cannot be read in place.</param>
    /// <param name="body">The bytes, valid while <paramref name="scratch"/> and the payload are.</param>
    /// <returns>False when it is not the base64, or not the UTF-8, that it must be.</returns>
    public bool TryGetBody(PooledBuffer scratch, out ReadOnlyMemory<byte> body)
    {
        body = default;
        if (!HasBody)
            return true;

        try
        {
            body = GetMemory(_body, scratch);
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        if (!_isBase64)
            return true;

        int start = scratch.WrittenCount;
        Span<byte> target = scratch.GetSpan(Base64.GetMaxDecodedFromUtf8Length(body.Length));
        if (Base64.DecodeFromUtf8(body.Span, target, out int consumed, out int written) is not OperationStatus.Done || consumed != body.Length)
            return false;

        scratch.Advance(written);
        body = scratch.WrittenMemory[start..];
        return Utf8.IsValid(body.Span);
    }

    /// <summary>Looks a header up, whatever its case; repeated ones are joined by commas.</summary>
    public bool TryGetHeader(string name, PooledBuffer scratch, out ReadOnlySpan<byte> value)
    {
        bool isMulti = _multiHeaders.IsPresent;
        JsonSlice headers = isMulti ? _multiHeaders : _headers;
        value = default;
        if (!headers.IsPresent)
            return false;

        Span<byte> utf8Name = stackalloc byte[LongestName];
        if (!Encoding.UTF8.TryGetBytes(name, utf8Name, out int nameLength))
            return false;

        Utf8JsonReader reader = Open(headers);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            bool isMatch = IsName(ref reader, utf8Name[..nameLength]);
            reader.Read();
            if (!isMatch)
                reader.Skip();
            else if (reader.TokenType is JsonTokenType.String)
                return TryUnescape(ref reader, scratch, out value);
            else if (reader.TokenType is JsonTokenType.StartArray)
                return TryJoin(ref reader, scratch, out value);
            else
                reader.Skip();
        }

        return false;
    }

    /// <summary>Looks a placeholder of the route up.</summary>
    public bool TryGetRouteValue(JobRoute route, string name, PooledBuffer scratch, out ReadOnlySpan<byte> value)
    {
        if (_pathParameters.IsPresent)
        {
            Utf8JsonReader reader = Open(_pathParameters);
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                bool isMatch = reader.ValueTextEquals(name);
                reader.Read();
                if (isMatch && reader.TokenType is JsonTokenType.String)
                    return TryUnescape(ref reader, scratch, out value) && TryDecode(value, scratch, out value);
                reader.Skip();
            }
        }

        return route.TryGetValue(GetUtf8(_path, scratch), name, out value) && TryDecode(value, scratch, out value);
    }

    /// <summary>The values of a name in the query string, in their order.</summary>
    public HttpQueryValues QueryValues(string name, PooledBuffer scratch)
    {
        if (_rawQuery.IsPresent)
            return HttpQueryValues.FromText(GetUtf8(_rawQuery, scratch), name);

        JsonSlice query = _multiQuery.IsPresent ? _multiQuery : _query;
        return query.IsPresent
            ? HttpQueryValues.FromJson(Payload.Slice(query.Start, query.Length), name, isEncoded: Form is HttpEventForm.LoadBalancer)
            : default;
    }

    private static bool TryUnescape(scoped ref Utf8JsonReader reader, PooledBuffer scratch, out ReadOnlySpan<byte> value)
    {
        if (!reader.ValueIsEscaped)
        {
            value = reader.ValueSpan;
            return true;
        }

        int start = scratch.WrittenCount;
        scratch.Advance(reader.CopyString(scratch.GetSpan(reader.ValueSpan.Length)));
        value = scratch.WrittenSpan[start..];
        return true;
    }

    private static bool TryJoin(scoped ref Utf8JsonReader reader, PooledBuffer scratch, out ReadOnlySpan<byte> value)
    {
        int start = scratch.WrittenCount;
        bool any = false;
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (reader.TokenType is not JsonTokenType.String)
            {
                reader.Skip();
                continue;
            }

            if (any)
            {
                ", "u8.CopyTo(scratch.GetSpan(2));
                scratch.Advance(2);
            }

            scratch.Advance(reader.CopyString(scratch.GetSpan(reader.ValueSpan.Length)));
            any = true;
        }

        value = scratch.WrittenSpan[start..];
        return any;
    }

    private bool TryDecode(ReadOnlySpan<byte> encoded, PooledBuffer scratch, out ReadOnlySpan<byte> value)
    {
        value = IsPathEncoded ? PercentEncoding.Decode(encoded, plusIsSpace: false, scratch) : encoded;
        return true;
    }

    // Not taken from the path, which is decoded: a slash in a route value would look like one more segment.
    private string? StagePath()
    {
        string stage = _stage.IsPresent ? GetString(_stage) : DefaultStage;
        if (stage == DefaultStage)
            return "";

        string path = "/" + stage;
        return IsPlainPath(Encoding.UTF8.GetBytes(path)) ? path : null;
    }

    private bool IsExecuteApiDomain()
    {
        using PooledBuffer scratch = new();
        return GetUtf8(_domainName, scratch).IndexOf(".execute-api."u8) > 0;
    }

    private void ReadEvent(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("version"u8))
                _isVersion2 = IsText(ref reader, "2.0"u8);
            else if (reader.ValueTextEquals("rawPath"u8) || reader.ValueTextEquals("path"u8))
                _path = Text(ref reader);
            else if (reader.ValueTextEquals("httpMethod"u8))
                _method = Text(ref reader);
            else if (reader.ValueTextEquals("rawQueryString"u8))
                _rawQuery = Text(ref reader);
            else if (reader.ValueTextEquals("queryStringParameters"u8))
                _query = Container(ref reader);
            else if (reader.ValueTextEquals("multiValueQueryStringParameters"u8))
                _multiQuery = Container(ref reader);
            else if (reader.ValueTextEquals("headers"u8))
                _headers = Headers(ref reader);
            else if (reader.ValueTextEquals("multiValueHeaders"u8))
                _multiHeaders = Headers(ref reader);
            else if (reader.ValueTextEquals("pathParameters"u8))
                _pathParameters = Container(ref reader);
            else if (reader.ValueTextEquals("requestContext"u8))
                ReadContext(ref reader);
            else if (reader.ValueTextEquals("body"u8))
                _body = Text(ref reader);
            else if (reader.ValueTextEquals("isBase64Encoded"u8))
                _isBase64 = Flag(ref reader);
            else
                SkipValue(ref reader);
        }
    }

    private void ReadContext(ref Utf8JsonReader reader)
    {
        if (!EnterObject(ref reader))
            return;

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("http"u8))
                ReadHttp(ref reader);
            else if (reader.ValueTextEquals("requestId"u8))
                _requestId = Text(ref reader);
            else if (reader.ValueTextEquals("domainName"u8))
                _domainName = Text(ref reader);
            else if (reader.ValueTextEquals("stage"u8))
                _stage = Text(ref reader);
            else if (reader.ValueTextEquals("path"u8))
                _contextPath = Text(ref reader);
            else if (reader.ValueTextEquals("authorizer"u8))
                ReadAuthorizer(ref reader);
            else if (reader.ValueTextEquals("identity"u8))
                ReadIdentity(ref reader);
            else if (reader.ValueTextEquals("elb"u8))
                _isLoadBalancer = Container(ref reader).IsPresent;
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
            if (reader.ValueTextEquals("method"u8))
                _method = Text(ref reader);
            else
                SkipValue(ref reader);
        }
    }

    private void ReadAuthorizer(ref Utf8JsonReader reader)
    {
        if (!EnterObject(ref reader))
            return;

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("jwt"u8) || reader.ValueTextEquals("lambda"u8))
                ReadAuthorizer(ref reader);
            else if (reader.ValueTextEquals("claims"u8))
                ReadClaims(ref reader);
            else if (reader.ValueTextEquals("iam"u8))
                ReadIdentity(ref reader);
            else if (reader.ValueTextEquals("principalId"u8))
                _principal = Text(ref reader);
            else
                SkipValue(ref reader);
        }
    }

    private void ReadClaims(ref Utf8JsonReader reader)
    {
        if (!EnterObject(ref reader))
            return;

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("sub"u8))
                _subject = Text(ref reader);
            else if (reader.ValueTextEquals("iss"u8))
                _issuer = Text(ref reader);
            else
                SkipValue(ref reader);
        }
    }

    private void ReadIdentity(ref Utf8JsonReader reader)
    {
        if (!EnterObject(ref reader))
            return;

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("userArn"u8))
                _userArn = Text(ref reader);
            else
                SkipValue(ref reader);
        }
    }

    private JsonSlice Headers(ref Utf8JsonReader reader)
    {
        if (!EnterObject(ref reader))
            return default;

        int start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (IsName(ref reader, "content-type"u8))
                _contentType = FirstText(ref reader, _contentType);
            else if (IsName(ref reader, "idempotency-key"u8))
                _idempotencyKey = FirstText(ref reader, _idempotencyKey);
            else if (IsName(ref reader, "x-correlation-id"u8))
                _correlationId = FirstText(ref reader, _correlationId);
            else if (IsName(ref reader, "traceparent"u8))
                _traceParent = FirstText(ref reader, _traceParent);
            else if (IsName(ref reader, "tracestate"u8))
                _traceState = FirstText(ref reader, _traceState);
            else
                SkipValue(ref reader);
        }

        return new JsonSlice(start, (int)reader.BytesConsumed - start, false);
    }

    private string? Complete()
    {
        if (!_method.IsPresent || !_path.IsPresent)
            return "is not an HTTP request of API Gateway, a function URL or a load balancer.";

        Method = Payload.Slice(_method.Start, _method.Length) switch
        {
            var m when m.SequenceEqual("GET"u8) => "GET",
            var m when m.SequenceEqual("POST"u8) => "POST",
            var m when m.SequenceEqual("PUT"u8) => "PUT",
            var m when m.SequenceEqual("PATCH"u8) => "PATCH",
            var m when m.SequenceEqual("DELETE"u8) => "DELETE",
            var m when m.SequenceEqual("HEAD"u8) => "HEAD",
            _ => GetString(_method).ToUpperInvariant(),
        };
        Form = _isLoadBalancer ? HttpEventForm.LoadBalancer
            : !_isVersion2 ? HttpEventForm.RestApi
            : IsFunctionUrlDomain() ? HttpEventForm.FunctionUrl
            : HttpEventForm.HttpApi;
        return FaultOfEscapes();
    }

    // The strings that are read later must not fail then, when the reply is half written.
    private string? FaultOfEscapes()
    {
        using PooledBuffer scratch = new();
        foreach (JsonSlice slice in (ReadOnlySpan<JsonSlice>)
            [_method, _path, _contextPath, _rawQuery, _domainName, _stage, _requestId, _contentType, _idempotencyKey, _correlationId, _traceParent, _traceState, _subject, _issuer, _principal, _userArn])
        {
            if (slice.IsEscaped)
            {
                GetUtf8(slice, scratch);
                scratch.Clear();
            }
        }

        foreach (JsonSlice container in (ReadOnlySpan<JsonSlice>)[_headers, _multiHeaders, _query, _multiQuery, _pathParameters])
        {
            if (!container.IsPresent || Payload.Slice(container.Start, container.Length).IndexOf((byte)'\\') < 0)
                continue;

            Utf8JsonReader reader = Open(container);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    reader.CopyString(scratch.GetSpan(reader.ValueSpan.Length));
            }
        }

        return null;
    }

    private bool IsFunctionUrlDomain()
    {
        if (!_domainName.IsPresent)
            return false;

        using PooledBuffer scratch = new();
        return GetUtf8(_domainName, scratch).IndexOf(".lambda-url."u8) > 0;
    }

    private Utf8JsonReader Open(JsonSlice container)
    {
        Utf8JsonReader reader = new(Payload.Slice(container.Start, container.Length), new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        return reader;
    }

    private string GetString(JsonSlice slice)
    {
        using PooledBuffer scratch = new();
        return Encoding.UTF8.GetString(GetUtf8(slice, scratch));
    }

    private ReadOnlySpan<byte> GetUtf8(JsonSlice slice, PooledBuffer scratch) => GetMemory(slice, scratch).Span;

    private ReadOnlyMemory<byte> GetMemory(JsonSlice slice, PooledBuffer scratch)
    {
        if (!slice.IsEscaped)
            return _payload.Slice(slice.Start, slice.Length);

        Utf8JsonReader reader = new(Payload.Slice(slice.Start - 1, slice.Length + 2));
        reader.Read();
        int start = scratch.WrittenCount;
        scratch.Advance(reader.CopyString(scratch.GetSpan(slice.Length)));
        return scratch.WrittenMemory[start..];
    }

    private static bool IsName(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> text = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
            return text.Length == name.Length && Ascii.EqualsIgnoreCase(text, name);
        if (text.Length > name.Length * LongestEscape)
            return false;

        Span<byte> unescaped = stackalloc byte[LongestName * LongestEscape];
        return Ascii.EqualsIgnoreCase(unescaped[..reader.CopyString(unescaped)], name);
    }

    // Safe in a header, and a path of this host rather than a reference to another one.
    private static bool IsPlainPath(ReadOnlySpan<byte> path)
    {
        foreach (byte c in path)
        {
            if (!char.IsAsciiLetterOrDigit((char)c) && "-._~/$%"u8.IndexOf(c) < 0)
                return false;
        }

        return path.IsEmpty || (path[0] == '/' && !path.StartsWith("//"u8));
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
        reader.Skip();
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
