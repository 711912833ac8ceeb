using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Unicode;
using AsyncJobs.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace AsyncJobs.Local.Gateway;

/// <summary>An HTTP request, and the event with payload 2.0 that HTTP API makes of it.</summary>
internal sealed class GatewayRequest
{
    private readonly HttpRequest _request;
    private readonly string _rawQuery;

    public GatewayRequest(HttpRequest request)
    {
        _request = request;
        string target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

        // A proxy's form of the target names scheme and host first.
        if (!target.StartsWith('/'))
            target = Uri.TryCreate(target, UriKind.Absolute, out Uri? absolute) ? absolute.PathAndQuery : "/" + target;

        int query = target.IndexOf('?');
        EncodedPath = query < 0 ? target : target[..query];
        _rawQuery = query < 0 ? "" : target[(query + 1)..];
    }

    public string Method => _request.Method;

    /// <summary>The path as the client sent it.</summary>
    public string EncodedPath { get; }

    /// <summary>Path and query as the client sent them.</summary>
    public string Target => _rawQuery.Length == 0 ? EncodedPath : $"{EncodedPath}?{_rawQuery}";

    /// <summary>Writes the event.</summary>
    /// <param name="output">Takes the event.</param>
    /// <param name="route">The route that the request has.</param>
    /// <param name="body">The body.</param>
    /// <param name="requestId">The id of the request.</param>
    /// <param name="now">When it came.</param>
    public void WriteEvent(PooledBuffer output, GatewayRoute route, ReadOnlySpan<byte> body, string requestId, DateTimeOffset now)
    {
        using Utf8JsonWriter writer = new(output);
        writer.WriteStartObject();
        writer.WriteString("version"u8, "2.0"u8);
        writer.WriteString("routeKey"u8, route.Key);
        string path = Decode(EncodedPath, plusIsSpace: false);
        writer.WriteString("rawPath"u8, path);
        writer.WriteString("rawQueryString"u8, _rawQuery);
        WriteCookies(writer);
        WriteHeaders(writer);
        WriteQuery(writer);
        WriteContext(writer, route.Key, path, requestId, now);
        WritePathParameters(writer, route);
        WriteBody(writer, body);
        writer.WriteEndObject();
    }

    private static string Decode(string encoded, bool plusIsSpace) => Uri.UnescapeDataString(plusIsSpace ? encoded.Replace('+', ' ') : encoded);

    private void WriteCookies(Utf8JsonWriter writer)
    {
        StringValues cookies = _request.Headers.Cookie;
        if (cookies.Count == 0)
            return;

        writer.WriteStartArray("cookies"u8);
        foreach (string? header in cookies)
        {
            foreach (string cookie in header!.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                writer.WriteStringValue(cookie);
        }

        writer.WriteEndArray();
    }

    private void WriteHeaders(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("headers"u8);
        foreach ((string name, StringValues values) in _request.Headers)
        {
            if (!IsForConnection(name))
                writer.WriteString(name.ToLowerInvariant(), string.Join(',', values.ToArray()));
        }

        ConnectionInfo connection = _request.HttpContext.Connection;
        string client = SourceIp();
        writer.WriteString("x-forwarded-for"u8, _request.Headers["X-Forwarded-For"] is { Count: > 0 } earlier ? $"{earlier}, {client}" : client);
        writer.WriteString("x-forwarded-port"u8, connection.LocalPort.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("x-forwarded-proto"u8, _request.Scheme);
        writer.WriteEndObject();
    }

    private static bool IsForConnection(string name) => name.ToUpperInvariant() is
        "CONNECTION" or "COOKIE" or "KEEP-ALIVE" or "TRANSFER-ENCODING" or "UPGRADE"
        or "X-FORWARDED-FOR" or "X-FORWARDED-PORT" or "X-FORWARDED-PROTO";

    private void WriteQuery(Utf8JsonWriter writer)
    {
        if (_rawQuery.Length == 0)
            return;

        Dictionary<string, string> joined = new(StringComparer.Ordinal);
        foreach (string pair in _rawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=');
            string name = Decode(equals < 0 ? pair : pair[..equals], plusIsSpace: true);
            string value = equals < 0 ? "" : Decode(pair[(equals + 1)..], plusIsSpace: true);
            joined[name] = joined.TryGetValue(name, out string? before) ? $"{before},{value}" : value;
        }

        writer.WriteStartObject("queryStringParameters"u8);
        foreach ((string name, string value) in joined)
            writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    private void WriteContext(Utf8JsonWriter writer, string routeKey, string path, string requestId, DateTimeOffset now)
    {
        writer.WriteStartObject("requestContext"u8);
        writer.WriteString("accountId"u8, "000000000000"u8);
        writer.WriteString("apiId"u8, "local"u8);
        WriteAuthorizer(writer);
        writer.WriteString("domainName"u8, "local.execute-api.localhost"u8);
        writer.WriteStartObject("http"u8);
        writer.WriteString("method"u8, Method);
        writer.WriteString("path"u8, path);
        writer.WriteString("protocol"u8, _request.Protocol);
        writer.WriteString("sourceIp"u8, SourceIp());
        writer.WriteString("userAgent"u8, _request.Headers.UserAgent.ToString());
        writer.WriteEndObject();
        writer.WriteString("requestId"u8, requestId);
        writer.WriteString("routeKey"u8, routeKey);
        writer.WriteString("stage"u8, "$default"u8);
        writer.WriteString("time"u8, now.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture));
        writer.WriteNumber("timeEpoch"u8, now.ToUnixTimeMilliseconds());
        writer.WriteEndObject();
    }

    // The form of a JWT authorizer, where one has let the caller in.
    private void WriteAuthorizer(Utf8JsonWriter writer)
    {
        ClaimsPrincipal caller = _request.HttpContext.User;
        if (caller.Identity?.IsAuthenticated is not true)
            return;

        writer.WriteStartObject("authorizer"u8);
        writer.WriteStartObject("jwt"u8);
        writer.WriteStartObject("claims"u8);
        foreach (Claim claim in caller.Claims)
            writer.WriteString(claim.Type, claim.Value);
        writer.WriteEndObject();
        writer.WriteNull("scopes"u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private string SourceIp() => _request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1";

    private void WritePathParameters(Utf8JsonWriter writer, GatewayRoute route)
    {
        bool any = false;
        foreach ((string name, string value) in route.Values(EncodedPath))
        {
            if (!any)
                writer.WriteStartObject("pathParameters"u8);
            any = true;
            writer.WriteString(name, Decode(value, plusIsSpace: false));
        }

        if (any)
            writer.WriteEndObject();
    }

    private void WriteBody(Utf8JsonWriter writer, ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            writer.WriteBoolean("isBase64Encoded"u8, false);
            return;
        }

        bool isText = IsTextType() && Utf8.IsValid(body);
        if (isText)
            writer.WriteString("body"u8, body);
        else
            writer.WriteBase64String("body"u8, body);
        writer.WriteBoolean("isBase64Encoded"u8, !isText);
    }

    private bool IsTextType()
    {
        ReadOnlySpan<char> type = _request.ContentType;
        int end = type.IndexOf(';');
        type = (end < 0 ? type : type[..end]).Trim();
        return type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/javascript", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/xml", StringComparison.OrdinalIgnoreCase);
    }
}
