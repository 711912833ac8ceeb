using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using AsyncJobs.Buffers;
using AsyncJobs.Http;
using AsyncJobs.Telemetry;
using AsyncJobs.Texts;

namespace AsyncJobs.Events;

/// <summary>
/// An HTTP request as a function gets it. Reading it takes one pass over the payload that only notes where things are;
/// what nobody asks for never becomes a string. What it hands out as bytes is valid until it is disposed of.
/// </summary>
internal sealed class HttpEvent : IDisposable
{
    internal const int MaxDepth = 256;

    private const string DefaultStage = "$default";

    private readonly ReadOnlyMemory<byte> _payload;

    // Takes what cannot be read in place: one for all, since most requests need none.
    private readonly PooledBuffer _scratch = new();

    private HttpEventParts _parts;

    private HttpEvent(ReadOnlyMemory<byte> payload) => _payload = payload;

    public HttpEventForm Form { get; private set; }

    /// <summary>The HTTP method in upper case.</summary>
    public string Method { get; private set; } = "";

    public bool UsesMultiValueHeaders => _parts.MultiHeaders.IsPresent && !_parts.Headers.IsPresent;

    public bool HasBody => _parts.Body.IsPresent && _parts.Body.Length > 0;

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

            result._parts.Read(ref reader);
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

        if (fault is null)
            return result;

        result.Dispose();
        return null;
    }

    public void Dispose() => _scratch.Dispose();

    public bool MatchesPath(JobRoute route) =>
        route.Matches(GetUtf8(_parts.Path)) || (PathBelowStage() is var path && !path.IsEmpty && route.Matches(path));

    /// <summary>Whether API Gateway has led the request here by a route of this path, whatever its method.</summary>
    public bool IsLedBy(JobRoute route) => Ascii.Equals(LedBy(), route.Template);

    /// <summary>The last segment of the path.</summary>
    /// <param name="skipped">How many segments behind it are left out of account.</param>
    public string LastPathSegment(int skipped = 0)
    {
        ReadOnlySpan<byte> path = GetUtf8(_parts.Path).TrimEnd((byte)'/');
        for (; skipped > 0; skipped--)
            path = path[..Math.Max(path.LastIndexOf((byte)'/'), 0)];
        return Encoding.UTF8.GetString(path[(path.LastIndexOf((byte)'/') + 1)..]);
    }

    /// <summary>
    /// What stands in the client's URL before the route: a stage or a base path. Null when the event does not tell,
    /// because a custom domain maps a base path that HTTP API leaves out.
    /// </summary>
    public string? BasePath(int routeSegments)
    {
        if (Form is HttpEventForm.HttpApi && _parts.DomainName.IsPresent)
            return IsExecuteApiDomain() ? StagePath() : null;

        ReadOnlySpan<byte> path = GetUtf8(_parts.ContextPath.IsPresent ? _parts.ContextPath : _parts.Path).TrimEnd((byte)'/');
        for (int i = 0; i < routeSegments && path.Length > 0; i++)
            path = path[..Math.Max(path.LastIndexOf((byte)'/'), 0)];

        return IsPlainPath(path) ? Encoding.UTF8.GetString(path) : null;
    }

    /// <summary>Whose a job of this request is.</summary>
    /// <param name="setting">What of the caller counts.</param>
    public JobOwner Owner(OwnerSetting setting)
    {
        if (setting.Kind is OwnerKind.Nobody)
            return default;

        OwnerReader owner = new(setting, _parts.IsVersion2);
        if (_parts.IsCallerUnclear)
            owner.Refuse("The event says twice, or not in the form that it has to, who the caller is.");
        if (IsSignedIn())
            owner.Refuse("The load balancer has signed the caller in, and its headers are not verified here.");
        if (_parts.Authorizer.IsPresent)
        {
            Utf8JsonReader authorizer = Open(_parts.Authorizer);
            owner.ReadAuthorizer(ref authorizer);
        }

        if (_parts.Identity.IsPresent)
        {
            Utf8JsonReader identity = Open(_parts.Identity);
            owner.ReadIdentity(ref identity);
        }

        JobOwner found = owner.Result();
        return found.Text?.Length > StoredText.LongestOwner ? JobOwner.Unknown("The owner's text is longer than a record keeps.") : found;
    }

    /// <summary>What the client would rather have (RFC 7240).</summary>
    public RequestPreferences Preferences() =>
        _parts.HasPrefer && TryGetHeader("prefer", out ReadOnlySpan<byte> preferences) ? RequestPreferences.Parse(preferences) : default;

    /// <summary>In which form the client takes the status of a job; anything but events where it does not say.</summary>
    public AcceptedTypes Accepted() => TryGetHeader("accept", out ReadOnlySpan<byte> types) ? AcceptedTypes.Parse(types) : new(false, true);

    public string? IdempotencyKey() => _parts.IdempotencyKey.IsPresent ? GetString(_parts.IdempotencyKey) : null;

    /// <summary>What the request says of where it belongs; what is malformed counts as not said.</summary>
    public HttpCorrelation Correlation()
    {
        if (!_parts.CorrelationId.IsPresent && !_parts.TraceParent.IsPresent)
            return default;

        string? traceParent = _parts.TraceParent.IsPresent ? TraceParent.Read(GetAll(_parts.TraceParent, "traceparent")) : null;
        return new HttpCorrelation(
            _parts.CorrelationId.IsPresent ? HttpCorrelation.CheckId(GetString(_parts.CorrelationId)) : null,
            traceParent,
            traceParent is not null && _parts.TraceState.IsPresent ? TraceState.Read(GetAll(_parts.TraceState, "tracestate")) : null);
    }

    public string? CallbackUrl() => _parts.CallbackUrl.IsPresent ? GetString(_parts.CallbackUrl) : null;

    /// <summary>Whether the Content-Type says JSON; a request that has none is taken at its word.</summary>
    public bool IsJson()
    {
        if (!_parts.ContentType.IsPresent)
            return true;

        return IsJsonType(MediaType());
    }

    /// <summary>Whether a Content-Type says JSON.</summary>
    public static bool IsJson(string contentType) => IsJsonType(Encoding.UTF8.GetBytes(contentType.Split(';')[0].Trim()));

    private static bool IsJsonType(ReadOnlySpan<byte> type) =>
        Ascii.EqualsIgnoreCase(type, "application/json"u8)
        || Ascii.EqualsIgnoreCase(type, "text/json"u8)
        || (type.Length > 5 && Ascii.EqualsIgnoreCase(type[^5..], "+json"u8));

    /// <summary>Whether the Content-Type says that the body is the fields of a form, as browsers send them without files.</summary>
    public bool IsForm() => _parts.ContentType.IsPresent && Ascii.EqualsIgnoreCase(MediaType(), "application/x-www-form-urlencoded"u8);

    /// <summary>Whether the Content-Type says that the body is a form of several parts, as browsers send those with files.</summary>
    public bool IsMultipartForm() => _parts.ContentType.IsPresent && Ascii.EqualsIgnoreCase(MediaType(), "multipart/form-data"u8);

    /// <summary>The Content-Type as the request has it; null where it has none.</summary>
    public string? ContentType() => _parts.ContentType.IsPresent ? GetString(_parts.ContentType) : null;

    /// <summary>
    /// Whether the body may not be what the client sent: a REST API hands over as text what is no text, unless its BinaryMediaTypes say otherwise,
    /// and puts U+FFFD where a byte has no meaning in UTF-8.
    /// </summary>
    /// <param name="body">The body as <see cref="TryGetBody"/> gives it.</param>
    public bool MayHaveLostBytes(ReadOnlySpan<byte> body) =>
        Form is HttpEventForm.RestApi && !_parts.IsBase64 && body.IndexOf("\uFFFD"u8) >= 0;

    /// <summary>The bytes of the body.</summary>
    /// <param name="body">The bytes.</param>
    /// <returns>False when it is not the base64, or not the text, that it must be.</returns>
    public bool TryGetBody(out ReadOnlyMemory<byte> body)
    {
        body = default;
        if (!HasBody)
            return true;

        try
        {
            body = GetMemory(_parts.Body);
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        if (!_parts.IsBase64)
            return true;

        int start = _scratch.WrittenCount;
        Span<byte> target = _scratch.GetSpan(Base64.GetMaxDecodedFromUtf8Length(body.Length));
        if (Base64.DecodeFromUtf8(body.Span, target, out int consumed, out int written) is not OperationStatus.Done || consumed != body.Length)
            return false;

        _scratch.Advance(written);
        body = _scratch.WrittenMemory[start..];
        return true;
    }

    /// <summary>Looks a header up, whatever its case; repeated ones are joined by commas.</summary>
    public bool TryGetHeader(string name, out ReadOnlySpan<byte> value)
    {
        bool isMulti = _parts.MultiHeaders.IsPresent;
        JsonSlice headers = isMulti ? _parts.MultiHeaders : _parts.Headers;
        value = default;
        if (!headers.IsPresent)
            return false;

        Span<byte> utf8Name = stackalloc byte[HttpEventParts.LongestName];
        if (!Encoding.UTF8.TryGetBytes(name, utf8Name, out int nameLength))
            return false;

        Utf8JsonReader reader = Open(headers);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            bool isMatch = HttpEventParts.IsName(ref reader, utf8Name[..nameLength]);
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
        if (_parts.PathParameters.IsPresent)
        {
            Utf8JsonReader reader = Open(_parts.PathParameters);
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                bool isMatch = reader.ValueTextEquals(name);
                reader.Read();
                if (isMatch && reader.TokenType is JsonTokenType.String)
                    return TryUnescape(ref reader, out value) && TryDecode(value, out value);
                reader.Skip();
            }
        }

        ReadOnlySpan<byte> path = GetUtf8(_parts.Path);
        return route.TryGetValue(route.Matches(path) ? path : PathBelowStage(), name, out value) && TryDecode(value, out value);
    }

    /// <summary>The values of a name in the query string, in their order.</summary>
    public HttpQueryValues QueryValues(string name)
    {
        if (_parts.RawQuery.IsPresent)
            return HttpQueryValues.FromText(GetUtf8(_parts.RawQuery), name);

        JsonSlice query = _parts.MultiQuery.IsPresent ? _parts.MultiQuery : _parts.Query;
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
        string stage = _parts.Stage.IsPresent ? GetString(_parts.Stage) : DefaultStage;
        if (stage == DefaultStage)
            return "";

        string path = "/" + stage;
        return IsPlainPath(Encoding.UTF8.GetBytes(path)) ? path : null;
    }

    // The path of the route that API Gateway found, as the route has it. Nobody looks for one before a function URL or behind a load balancer.
    private ReadOnlySpan<byte> LedBy()
    {
        if (!_parts.Route.IsPresent || Form is HttpEventForm.FunctionUrl or HttpEventForm.LoadBalancer)
            return default;

        // The key of a route is its method and its path; that of everything else, $default, has no path.
        ReadOnlySpan<byte> route = GetUtf8(_parts.Route);
        return Form is HttpEventForm.RestApi ? route
            : route.IndexOf((byte)' ') is >= 0 and int space ? route[(space + 1)..]
            : default;
    }

    // HTTP API puts a stage that is not the default one before the path, except behind a custom domain. Empty where there is none.
    private ReadOnlySpan<byte> PathBelowStage()
    {
        if (Form is not HttpEventForm.HttpApi || !_parts.Stage.IsPresent)
            return default;

        ReadOnlySpan<byte> stage = GetUtf8(_parts.Stage);
        ReadOnlySpan<byte> path = GetUtf8(_parts.Path);
        return path.Length > stage.Length + 1 && path[0] == '/' && path[1..].StartsWith(stage) && path[stage.Length + 1] == '/'
            ? path[(stage.Length + 1)..]
            : default;
    }

    // Without its parameters.
    private ReadOnlySpan<byte> MediaType()
    {
        ReadOnlySpan<byte> type = GetUtf8(_parts.ContentType);
        int end = type.IndexOf((byte)';');
        return (end < 0 ? type : type[..end]).Trim(" \t"u8);
    }

    private bool IsExecuteApiDomain() => GetUtf8(_parts.DomainName).IndexOf(".execute-api."u8) > 0;

    private string? Complete()
    {
        if (!_parts.Method.IsPresent || !_parts.Path.IsPresent)
            return "is not an HTTP request of API Gateway, a function URL or a load balancer.";

        Method = Payload.Slice(_parts.Method.Start, _parts.Method.Length) switch
        {
            var m when m.SequenceEqual("GET"u8) => "GET",
            var m when m.SequenceEqual("POST"u8) => "POST",
            var m when m.SequenceEqual("PUT"u8) => "PUT",
            var m when m.SequenceEqual("PATCH"u8) => "PATCH",
            var m when m.SequenceEqual("DELETE"u8) => "DELETE",
            var m when m.SequenceEqual("HEAD"u8) => "HEAD",
            _ => GetString(_parts.Method).ToUpperInvariant(),
        };
        Form = _parts.IsLoadBalancer ? HttpEventForm.LoadBalancer
            : !_parts.IsVersion2 ? HttpEventForm.RestApi
            : IsFunctionUrlDomain() ? HttpEventForm.FunctionUrl
            : HttpEventForm.HttpApi;
        return FaultOfEscapes();
    }

    // The strings that are read later must not fail then, when the reply is half written. Only escaped code units can.
    private string? FaultOfEscapes()
    {
        if (Payload.IndexOf("\\u"u8) < 0)
            return null;

        foreach (JsonSlice slice in (ReadOnlySpan<JsonSlice>)
        [
            _parts.Method, _parts.Path, _parts.Route, _parts.ContextPath, _parts.RawQuery, _parts.DomainName, _parts.Stage,
            _parts.ContentType, _parts.IdempotencyKey, _parts.CallbackUrl, _parts.CorrelationId, _parts.TraceParent, _parts.TraceState,
        ])
        {
            if (slice.IsEscaped)
            {
                GetUtf8(slice);
                _scratch.Clear();
            }
        }

        foreach (JsonSlice container in (ReadOnlySpan<JsonSlice>)
        [
            _parts.Headers, _parts.MultiHeaders, _parts.Query, _parts.MultiQuery, _parts.PathParameters, _parts.Authorizer, _parts.Identity,
        ])
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

    // A load balancer tells of the user that it has signed in by headers; behind any other front end they are the client's own.
    private bool IsSignedIn() => Form is HttpEventForm.LoadBalancer && (HasSignInHeader(_parts.Headers) || HasSignInHeader(_parts.MultiHeaders));

    private bool HasSignInHeader(JsonSlice headers)
    {
        if (!headers.IsPresent)
            return false;

        Utf8JsonReader reader = Open(headers);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.GetString()!.StartsWith("x-amzn-oidc-", StringComparison.OrdinalIgnoreCase))
                return true;

            reader.Read();
            reader.Skip();
        }

        return false;
    }

    private bool IsFunctionUrlDomain() => _parts.DomainName.IsPresent && GetUtf8(_parts.DomainName).IndexOf(".lambda-url."u8) > 0;

    private Utf8JsonReader Open(JsonSlice container)
    {
        Utf8JsonReader reader = new(Payload.Slice(container.Start, container.Length), new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        return reader;
    }

    // Where a header comes more than once, an event with both forms of headers has them all in one form, and one of them in the other.
    private string GetAll(JsonSlice one, string name) =>
        _parts.MultiHeaders.IsPresent && TryGetHeader(name, out ReadOnlySpan<byte> all) ? Encoding.UTF8.GetString(all) : GetString(one);

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

}
