using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>A request with a body of any type, as each front end hands it over.</summary>
internal static class BodyEvent
{
    /// <summary>Makes the event. The body is base64, as front ends have it of what is no text, unless it is to be text.</summary>
    public static byte[] Of(string frontEnd, string? contentType, ReadOnlySpan<byte> body, bool asText = false)
    {
        string text = asText ? Encoding.UTF8.GetString(body) : Convert.ToBase64String(body);
        return SampleEvent.Read(frontEnd, root =>
        {
            SetContentType(root["headers"]?.AsObject(), static value => value, contentType);
            SetContentType(root["multiValueHeaders"]?.AsObject(), static value => new JsonArray(value), contentType);
            root["body"] = text;
            root["isBase64Encoded"] = !asText;
        });
    }

    /// <summary>The ways in which a front end may hand over these bytes.</summary>
    public static IEnumerable<byte[]> Ways(string frontEnd, string? contentType, byte[] body)
    {
        yield return Of(frontEnd, contentType, body);
        if (Utf8.IsValid(body) && !(frontEnd == SampleEvent.RestApi && body.AsSpan().IndexOf("\uFFFD"u8) >= 0))
            yield return Of(frontEnd, contentType, body, asText: true);
    }

    private static void SetContentType(JsonObject? headers, Func<string, JsonNode> form, string? contentType)
    {
        if (headers is null)
            return;

        foreach (string name in headers.Select(static header => header.Key).Where(static name => name.Equals("content-type", StringComparison.OrdinalIgnoreCase)).ToArray())
            headers.Remove(name);
        if (contentType is not null)
            headers["content-type"] = form(contentType);
    }
}
