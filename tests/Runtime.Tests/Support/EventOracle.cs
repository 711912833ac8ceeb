using System.Text;
using System.Text.Json;
using AsyncJobs.Events;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>Reads an HTTP event the plain way: the whole document, and strings for everything.</summary>
internal sealed class EventOracle(JsonElement root)
{
    public HttpEventForm Form =>
        Find("requestContext", "elb") is not null ? HttpEventForm.LoadBalancer
        : Text(root, "version") != "2.0" ? HttpEventForm.RestApi
        : Text(Find("requestContext")!.Value, "domainName")!.Contains(".lambda-url.", StringComparison.Ordinal) ? HttpEventForm.FunctionUrl
        : HttpEventForm.HttpApi;

    public string Method => (Text(root, "httpMethod") ?? Text(Find("requestContext", "http")!.Value, "method"))!.ToUpperInvariant();

    public bool IsMultiValueOnly => root.TryGetProperty("multiValueHeaders", out _) && !root.TryGetProperty("headers", out _);

    public string Body => root.GetProperty("isBase64Encoded").GetBoolean()
        ? Encoding.UTF8.GetString(Convert.FromBase64String(Text(root, "body")!))
        : Text(root, "body")!;

    /// <summary>Whose a job is, as the usual owners are; "?" where nobody can tell.</summary>
    public string? Owner
    {
        get
        {
            // Payload 1.0 does not keep the kinds of authorizers apart: there the names of payload 2.0 are a Lambda authorizer's own.
            bool isVersion2 = Text(root, "version") == "2.0";
            JsonElement? claims = (isVersion2 ? Find("requestContext", "authorizer", "jwt", "claims") : null) ?? Find("requestContext", "authorizer", "claims");
            if (claims is { } present && Text(present, "sub") is { } subject)
                return $"jwt:{Text(present, "iss")}|{subject}";
            if (isVersion2 && Find("requestContext", "authorizer", "iam") is { } iam)
                return "iam:" + Text(iam, "userArn");

            JsonElement? principal = (isVersion2 ? Find("requestContext", "authorizer", "lambda") : null) ?? Find("requestContext", "authorizer");
            if (principal is { } known && Text(known, "principalId") is { } id)
                return "principal:" + id;
            return Find("requestContext", "authorizer") is { } authorizer && !IsOfNoAuthorizer(authorizer) ? "?" : null;
        }
    }

    // Payload 1.0 of an HTTP API has claims and scopes also where there is no authorizer.
    private static bool IsOfNoAuthorizer(JsonElement authorizer) => authorizer.EnumerateObject().Any()
        && authorizer.EnumerateObject().All(member => member is { Name: "claims" or "scopes", Value.ValueKind: JsonValueKind.Null });

    private string Path => (Text(root, "rawPath") ?? Text(root, "path"))!;

    public string? Header(string name)
    {
        JsonElement headers = root.TryGetProperty("multiValueHeaders", out JsonElement multi) ? multi : root.GetProperty("headers");
        foreach (JsonProperty header in headers.EnumerateObject())
        {
            if (Ascii.EqualsIgnoreCase(header.Name, name))
            {
                return header.Value.ValueKind is JsonValueKind.Array
                    ? string.Join(", ", header.Value.EnumerateArray().Select(value => value.GetString()))
                    : header.Value.GetString();
            }
        }

        return null;
    }

    public List<string> Query(string name)
    {
        List<string> found = [];
        if (Text(root, "rawQueryString") is { } raw)
        {
            foreach (string pair in raw.Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                string[] parts = pair.Split('=', 2);
                if (Decode(parts[0], plusIsSpace: true) == name)
                    found.Add(parts.Length > 1 ? Decode(parts[1], plusIsSpace: true) : "");
            }

            return found;
        }

        bool isEncoded = Form is HttpEventForm.LoadBalancer;
        JsonElement query = root.TryGetProperty("multiValueQueryStringParameters", out JsonElement multi) ? multi : root.GetProperty("queryStringParameters");
        foreach (JsonProperty parameter in query.EnumerateObject())
        {
            if ((isEncoded ? Decode(parameter.Name, plusIsSpace: true) : parameter.Name) != name)
                continue;

            IEnumerable<string> values = parameter.Value.ValueKind is JsonValueKind.Array
                ? parameter.Value.EnumerateArray().Select(value => value.GetString()!)
                : [parameter.Value.GetString()!];
            found.AddRange(isEncoded ? values.Select(value => Decode(value, plusIsSpace: true)) : values);
        }

        return found;
    }

    public string? RouteValue(string name, string[] placeholders)
    {
        bool isEncoded = Form is not HttpEventForm.HttpApi;
        if (Find("pathParameters") is { } parameters && Text(parameters, name) is { } value)
            return isEncoded ? Decode(value, plusIsSpace: false) : value;

        // Only a path of the route tells; one more slash at its end does no harm.
        string[] segments = Path.Split('/')[1..];
        if (segments.Length == placeholders.Length + 1 && segments[^1].Length == 0)
            segments = segments[..^1];
        int index = Array.IndexOf(placeholders, name);
        if (index < 0 || segments.Length != placeholders.Length || segments.Contains(""))
            return null;
        return isEncoded ? Decode(segments[index], plusIsSpace: false) : segments[index];
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static string Decode(string text, bool plusIsSpace)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(plusIsSpace ? text.Replace('+', ' ') : text);
        List<byte> decoded = [];
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]))
            {
                decoded.Add(Convert.FromHexString([(char)bytes[i + 1], (char)bytes[i + 2]])[0]);
                i += 2;
            }
            else
            {
                decoded.Add(bytes[i]);
            }
        }

        return Encoding.UTF8.GetString([.. decoded]);
    }

    private JsonElement? Find(params string[] names)
    {
        JsonElement current = root;
        foreach (string name in names)
        {
            if (!current.TryGetProperty(name, out current) || current.ValueKind is not JsonValueKind.Object)
                return null;
        }

        return current;
    }
}
