using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using AsyncJobs.Buffers;

namespace AsyncJobs.Http;

/// <summary>
/// An HTTP request as a function gets it. Reading it takes one pass over the payload that only notes where things are;
/// what nobody asks for never becomes a string. What it hands out as bytes is valid until it is disposed of.
/// </summary>
internal sealed class HttpEvent : IDisposable
{
    internal const int MaxDepth = 256;

    private const int LongestName = 256;
    private const int LongestEscape = 6;
    private const string DefaultStage = "$default";

    private readonly ReadOnlyMemory<byte> _payload;

    // Takes what cannot be read in place: one for all, since most requests need none.
    private readonly PooledBuffer _scratch = new();
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
    private JsonSlice _callbackUrl;
    private JsonSlice _subject;
    private JsonSlice _issuer;
    private JsonSlice _principal;
    private JsonSlice _userArn;
    private bool _isVersion2;
    private bool _isLoadBalancer;
    private bool _isBase64;
    private bool _hasPrefer;

    private HttpEvent(ReadOnlyMemory<byte> payload) => _payload = payload;

    public HttpEventForm Form { get; private set; }

    /// <summary>The HTTP method in upper case.</summary>
    public string Method { get; private set; } = "";

    public bool UsesMultiValueHeaders => _multiHeaders.IsPresent && !_headers.IsPresent;

    public bool HasBody => _body.IsPresent && _body.Length > 0;

    /// <summary>The request id of the API in front; null where it has none.</summary>
    public string? RequestId => _requestId.IsPresent ? GetString(_requestId) : null;

    /// <summary>Takes texts that are as short-lived as this.</summary>
    public PooledBuffer Scratch => _scratch;

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

    public void Dispose() => _scratch.Dispose();

    public bool MatchesRoute(JobRoute route) => route.Method == Method && MatchesPath(route);

    public bool MatchesPath(JobRoute route) => route.Matches(GetUtf8(_path)) || (PathBelowStage() is var path && !path.IsEmpty && route.Matches(path));

    /// <summary>The last segment of the path.</summary>
    public string LastPathSegment()
    {
        ReadOnlySpan<byte> path = GetUtf8(_path).TrimEnd((byte)'/');
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

        ReadOnlySpan<byte> path = GetUtf8(_contextPath.IsPresent ? _contextPath : _path).TrimEnd((byte)'/');
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

    /// <summary>How many seconds the client would rather wait than ask again (RFC 7240, <c>wait</c>); 0 when it does not say.</summary>
    public int WaitSeconds() =>
        _hasPrefer && TryGetHeader("prefer", out ReadOnlySpan<byte> preferences) ? WaitPreference.Parse(preferences) : 0;

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

    public string? CallbackUrl() => _callbackUrl.IsPresent ? GetString(_callbackUrl) : null;

    /// <summary>Whether the Content-Type says JSON; a request that has none is taken at its word.</summary>
    public bool IsJson()
    {
        if (!_contentType.IsPresent)
            return true;

        ReadOnlySpan<byte> type = GetUtf8(_contentType);
        int end = type.IndexOf((byte)';');
        type = (end < 0 ? type : type[..end]).Trim(" \t"u8);
        return Ascii.EqualsIgnoreCase(type, "application/json"u8)
            || Ascii.EqualsIgnoreCase(type, "text/json"u8)
            || (type.Length > 5 && Ascii.EqualsIgnoreCase(type[^5..], "+json"u8));
    }

    /// <summary>The body, decoded.</summary>
    /// <param name="body">The bytes.</param>
    /// <returns>False when it is not the base64, or not the UTF-8, that it must be.</returns>
    public bool TryGetBody(out ReadOnlyMemory<byte> body)
    {
        body = default;
        if (!HasBody)
            return true;

        try
        {
            body = GetMemory(_body);
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        if (!_isBase64)
            return true;

        int start = _scratch.WrittenCount;
        Span<byte> target = _scratch.GetSpan(Base64.GetMaxDecodedFromUtf8Length(body.Length));
        if (Base64.DecodeFromUtf8(body.Span, target, out int consumed, out int written) is not OperationStatus.Done || consumed != body.Length)
            return false;

        _scratch.Advance(written);
        body = _scratch.WrittenMemory[start..];
        return Utf8.IsValid(body.Span);
    }

    /// <summary>Looks a header up, whatever its case; repeated ones are joined by commas.</summary>
    public bool TryGetHeader(string name, out ReadOnlySpan<byte> value)
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
                return TryUnescape(ref reader, out value);
            else if (reader.TokenType is JsonTokenType.StartArray)
                return TryJoin(ref reader, out value);
            else
                reader.Skip();
        }

        return false;
    }

    /// <summary>Looks a placeholder of the route up.</summary>
    public bool TryGetRouteValue(JobRoute route, string name, out ReadOnlySpan<byte> value)
    {
        if (_pathParameters.IsPresent)
        {
            Utf8JsonReader reader = Open(_pathParameters);
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                bool isMatch = reader.ValueTextEquals(name);
                reader.Read();
                if (isMatch && reader.TokenType is JsonTokenType.String)
                    return TryUnescape(ref reader, out value) && TryDecode(value, out value);
                reader.Skip();
            }
        }

        ReadOnlySpan<byte> path = GetUtf8(_path);
        return route.TryGetValue(route.Matches(path) ? path : PathBelowStage(), name, out value) && TryDecode(value, out value);
    }

    /// <summary>The values of a name in the query string, in their order.</summary>
    public HttpQueryValues QueryValues(string name)
    {
        if (_rawQuery.IsPresent)
            return HttpQueryValues.FromText(GetUtf8(_rawQuery), name);

        JsonSlice query = _multiQuery.IsPresent ? _multiQuery : _query;
        return query.IsPresent
            ? HttpQueryValues.FromJson(Payload.Slice(query.Start, query.Length), name, isEncoded: Form is HttpEventForm.LoadBalancer)
            : default;
    }

    private bool TryUnescape(scoped ref Utf8JsonReader reader, out ReadOnlySpan<byte> value)
    {
        if (!reader.ValueIsEscaped)
        {
            value = reader.ValueSpan;
            return true;
        }

        int start = _scratch.WrittenCount;
        _scratch.Advance(reader.CopyString(_scratch.GetSpan(reader.ValueSpan.Length)));
        value = _scratch.WrittenSpan[start..];
        return true;
    }

    private bool TryJoin(scoped ref Utf8JsonReader reader, out ReadOnlySpan<byte> value)
    {
        int start = _scratch.WrittenCount;
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
                ", "u8.CopyTo(_scratch.GetSpan(2));
                _scratch.Advance(2);
            }

            _scratch.Advance(reader.CopyString(_scratch.GetSpan(reader.ValueSpan.Length)));
            any = true;
        }

        value = _scratch.WrittenSpan[start..];
        return any;
    }

    private bool TryDecode(ReadOnlySpan<byte> encoded, out ReadOnlySpan<byte> value)
    {
        value = IsPathEncoded ? PercentEncoding.Decode(encoded, plusIsSpace: false, _scratch) : encoded;
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

    // HTTP API puts a stage that is not the default one before the path, except behind a custom domain. Empty where there is none.
    private ReadOnlySpan<byte> PathBelowStage()
    {
        if (Form is not HttpEventForm.HttpApi || !_stage.IsPresent)
            return default;

        ReadOnlySpan<byte> stage = GetUtf8(_stage);
        ReadOnlySpan<byte> path = GetUtf8(_path);
        return path.Length > stage.Length + 1 && path[0] == '/' && path[1..].StartsWith(stage) && path[stage.Length + 1] == '/'
            ? path[(stage.Length + 1)..]
            : default;
    }

    private bool IsExecuteApiDomain() => GetUtf8(_domainName).IndexOf(".execute-api."u8) > 0;

    private void ReadEvent(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (IsKey(ref reader, "version"u8))
                _isVersion2 = IsText(ref reader, "2.0"u8);
            else if (IsKey(ref reader, "rawPath"u8) || IsKey(ref reader, "path"u8))
                _path = Text(ref reader);
            else if (IsKey(ref reader, "httpMethod"u8))
                _method = Text(ref reader);
            else if (IsKey(ref reader, "rawQueryString"u8))
                _rawQuery = Text(ref reader);
            else if (IsKey(ref reader, "queryStringParameters"u8))
                _query = Container(ref reader);
            else if (IsKey(ref reader, "multiValueQueryStringParameters"u8))
                _multiQuery = Container(ref reader);
            else if (IsKey(ref reader, "headers"u8))
                _headers = Headers(ref reader);
            else if (IsKey(ref reader, "multiValueHeaders"u8))
                _multiHeaders = Headers(ref reader);
            else if (IsKey(ref reader, "pathParameters"u8))
                _pathParameters = Container(ref reader);
            else if (IsKey(ref reader, "requestContext"u8))
                ReadContext(ref reader);
            else if (IsKey(ref reader, "body"u8))
                _body = Text(ref reader);
            else if (IsKey(ref reader, "isBase64Encoded"u8))
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
            if (IsKey(ref reader, "http"u8))
                ReadHttp(ref reader);
            else if (IsKey(ref reader, "requestId"u8))
                _requestId = Text(ref reader);
            else if (IsKey(ref reader, "domainName"u8))
                _domainName = Text(ref reader);
            else if (IsKey(ref reader, "stage"u8))
                _stage = Text(ref reader);
            else if (IsKey(ref reader, "path"u8))
                _contextPath = Text(ref reader);
            else if (IsKey(ref reader, "authorizer"u8))
                ReadAuthorizer(ref reader);
            else if (IsKey(ref reader, "identity"u8))
                ReadIdentity(ref reader);
            else if (IsKey(ref reader, "elb"u8))
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
            if (IsKey(ref reader, "method"u8))
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
            if (IsKey(ref reader, "jwt"u8) || IsKey(ref reader, "lambda"u8))
                ReadAuthorizer(ref reader);
            else if (IsKey(ref reader, "claims"u8))
                ReadClaims(ref reader);
            else if (IsKey(ref reader, "iam"u8))
                ReadIdentity(ref reader);
            else if (IsKey(ref reader, "principalId"u8))
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
            if (IsKey(ref reader, "sub"u8))
                _subject = Text(ref reader);
            else if (IsKey(ref reader, "iss"u8))
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
            if (IsKey(ref reader, "userArn"u8))
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
            else if (IsName(ref reader, "x-callback-url"u8))
                _callbackUrl = FirstText(ref reader, _callbackUrl);
            else if (IsName(ref reader, "prefer"u8))
                _hasPrefer = SkipPresent(ref reader);
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

    // The strings that are read later must not fail then, when the reply is half written. Only escaped code units can.
    private string? FaultOfEscapes()
    {
        foreach (JsonSlice slice in (ReadOnlySpan<JsonSlice>)
            [_method, _path, _contextPath, _rawQuery, _domainName, _stage, _requestId, _contentType, _idempotencyKey, _callbackUrl, _correlationId, _traceParent, _traceState, _subject, _issuer, _principal, _userArn])
        {
            if (slice.IsEscaped)
            {
                GetUtf8(slice);
                _scratch.Clear();
            }
        }

        foreach (JsonSlice container in (ReadOnlySpan<JsonSlice>)[_headers, _multiHeaders, _query, _multiQuery, _pathParameters])
        {
            if (!container.IsPresent || Payload.Slice(container.Start, container.Length).IndexOf("\\u"u8) < 0)
                continue;

            Utf8JsonReader reader = Open(container);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    reader.CopyString(_scratch.GetSpan(reader.ValueSpan.Length));
            }
        }

        return null;
    }

    private bool IsFunctionUrlDomain() => _domainName.IsPresent && GetUtf8(_domainName).IndexOf(".lambda-url."u8) > 0;

    private Utf8JsonReader Open(JsonSlice container)
    {
        Utf8JsonReader reader = new(Payload.Slice(container.Start, container.Length), new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        return reader;
    }

    private string GetString(JsonSlice slice) => Encoding.UTF8.GetString(GetUtf8(slice));

    private ReadOnlySpan<byte> GetUtf8(JsonSlice slice) => GetMemory(slice).Span;

    private ReadOnlyMemory<byte> GetMemory(JsonSlice slice)
    {
        if (!slice.IsEscaped)
            return _payload.Slice(slice.Start, slice.Length);

        int start = _scratch.WrittenCount;
        _scratch.Advance(JsonText.Unescape(Payload.Slice(slice.Start, slice.Length), _scratch.GetSpan(slice.Length)));
        return _scratch.WrittenMemory[start..];
    }

    private static bool IsKey(ref Utf8JsonReader reader, ReadOnlySpan<byte> key) =>
        reader.ValueIsEscaped ? reader.ValueTextEquals(key) : reader.ValueSpan.SequenceEqual(key);

    private static bool IsName(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name) =>
        reader.ValueIsEscaped ? IsEscapedName(ref reader, name) : reader.ValueSpan.Length == name.Length && Ascii.EqualsIgnoreCase(reader.ValueSpan, name);

    // Apart from the usual case, which would have to clear this one's part of the stack each time.
    private static bool IsEscapedName(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name)
    {
        if (reader.ValueSpan.Length > name.Length * LongestEscape)
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
