using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Gateway;

/// <summary>A function's reply in the form of payload 2.0, read in full before anything of it is sent.</summary>
internal sealed class GatewayReply
{
    private readonly List<KeyValuePair<string, string>> _headers = [];
    private readonly List<string> _cookies = [];
    private byte[] _body = [];

    private GatewayReply()
    {
    }

    /// <summary>Whether its function has streamed it, and the client has it.</summary>
    public bool IsSent { get; private init; }

    public int StatusCode { get; private set; }

    /// <summary>Reads a reply.</summary>
    /// <returns>Null when it is not in the form of payload 2.0.</returns>
    public static GatewayReply? TryRead(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(payload);
            GatewayReply reply = new();
            return reply.TryTake(document.RootElement) ? reply : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A problem that the gateway itself reports.</summary>
    public static GatewayReply OfProblem(int statusCode, string title, int errorCode, string message, string requestId)
    {
        GatewayReply reply = new() { StatusCode = statusCode, _body = Problem.Write(statusCode, title, errorCode, message, requestId) };
        reply._headers.Add(new("content-type", Problem.ContentType));
        reply._headers.Add(new("cache-control", "no-store"));
        return reply;
    }

    /// <summary>A reply that the client has already.</summary>
    public static GatewayReply OfStream(int statusCode) => new() { StatusCode = statusCode, IsSent = true };

    /// <summary>Begins a reply whose body follows, in chunks.</summary>
    /// <returns>False where this is more than a head.</returns>
    public bool TryStart(HttpResponse response)
    {
        if (_body.Length > 0)
            return false;

        WriteHead(response);
        return true;
    }

    public async Task SendAsync(HttpResponse response)
    {
        if (IsSent)
            return;

        WriteHead(response);
        if (StatusCode is 204 or 304)
            return;

        response.ContentLength = _body.Length;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
            await response.Body.WriteAsync(_body).ConfigureAwait(false);
    }

    private void WriteHead(HttpResponse response)
    {
        response.StatusCode = StatusCode;
        foreach ((string name, string value) in _headers)
            response.Headers.Append(name, value);
        foreach (string cookie in _cookies)
            response.Headers.Append("set-cookie", cookie);
    }

    private bool TryTake(JsonElement reply)
    {
        if (reply.ValueKind is not JsonValueKind.Object
            || !reply.TryGetProperty("statusCode", out JsonElement status)
            || !status.TryGetInt32(out int code)
            || code is < 200 or > 599)
        {
            return false;
        }

        StatusCode = code;
        if (IsGiven(reply, "headers", out JsonElement headers))
        {
            foreach (JsonProperty header in headers.EnumerateObject())
            {
                // The gateway frames the reply itself.
                if (!header.Name.Equals("content-length", StringComparison.OrdinalIgnoreCase)
                    && !header.Name.Equals("transfer-encoding", StringComparison.OrdinalIgnoreCase)
                    && !header.Name.Equals("connection", StringComparison.OrdinalIgnoreCase))
                {
                    if (!IsHeader(header.Name, HeaderText(header.Value)))
                        return false;
                    _headers.Add(new(header.Name, HeaderText(header.Value)));
                }
            }
        }

        if (IsGiven(reply, "cookies", out JsonElement cookies))
        {
            foreach (JsonElement cookie in cookies.EnumerateArray())
            {
                if (cookie.GetString() is not { } text || !IsHeader("set-cookie", text))
                    return false;
                _cookies.Add(text);
            }
        }

        if (IsGiven(reply, "body", out JsonElement body))
        {
            bool isBase64 = reply.TryGetProperty("isBase64Encoded", out JsonElement flag) && flag.ValueKind is JsonValueKind.True;
            _body = isBase64 ? body.GetBytesFromBase64() : Encoding.UTF8.GetBytes(body.GetString()!);
        }

        return true;
    }

    private static bool IsGiven(JsonElement reply, string name, out JsonElement value) =>
        reply.TryGetProperty(name, out value) && value.ValueKind is not JsonValueKind.Null;

    private static string HeaderText(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static bool IsHeader(string name, string value) =>
        name.Length > 0
        && !name.AsSpan().ContainsAnyExceptInRange('!', '~')
        && !name.AsSpan().ContainsAny("()<>@,;:\\\"/[]?={}")
        && !value.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
