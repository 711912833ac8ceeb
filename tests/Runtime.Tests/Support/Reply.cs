using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>A reply of a function, read as strictly as the strictest front end would.</summary>
internal sealed partial class Reply
{
    private static readonly string[] s_members = ["statusCode", "statusDescription", "headers", "multiValueHeaders", "body", "isBase64Encoded"];

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    private readonly Dictionary<string, string> _headers = new(StringComparer.Ordinal);

    private Reply(JsonObject envelope, JsonObject body)
    {
        Envelope = envelope;
        Body = body;
        StatusCode = (int)envelope["statusCode"]!;
    }

    public JsonObject Envelope { get; }

    public JsonObject Body { get; }

    public int StatusCode { get; }

    public string Id => (string)Body["id"]!;

    public string Status => (string)Body["status"]!;

    public int ErrorCode => (int)Body["errorCode"]!;

    public string? Location => Header("location");

    public string? RetryAfter => Header("retry-after");

    /// <summary>The ids of a list, in its order.</summary>
    public IEnumerable<string> Ids => Body["jobs"]!.AsArray().Select(job => (string)job!["id"]!);

    public string? NextPageToken => (string?)Body["nextPageToken"];

    /// <summary>The faults, each as <c>in name: message</c>.</summary>
    public IEnumerable<string> Faults => Body["errors"]!.AsArray().Select(fault => $"{fault!["in"]} {fault["name"]}: {fault["message"]}");

    public static Reply Parse(ReadOnlyMemory<byte> utf8)
    {
        JsonObject envelope = JsonNode.Parse(utf8.Span, documentOptions: s_strict)!.AsObject();
        Assert.All(envelope, member => Assert.Contains(member.Key, s_members));
        Assert.False((bool)envelope["isBase64Encoded"]!);
        string body = (string)envelope["body"]!;
        Reply reply = new(envelope, body.Length == 0 ? [] : JsonNode.Parse(body, documentOptions: s_strict)!.AsObject());
        reply.ReadHeaders();
        reply.CheckBody();
        return reply;
    }

    public string? Header(string name) => _headers.GetValueOrDefault(name);

    [GeneratedRegex("^[!#$%&'*+.^_`|~0-9a-z-]+$")]
    private static partial Regex Token();

    [GeneratedRegex("^[!-~]([ !-~]*[!-~])?$")]
    private static partial Regex FieldValue();

    private void ReadHeaders()
    {
        Assert.InRange(StatusCode, 200, 599);
        if (Envelope["statusDescription"] is { } description)
            Assert.StartsWith(StatusCode + " ", (string)description!, StringComparison.Ordinal);

        bool isMulti = Envelope.ContainsKey("multiValueHeaders");
        Assert.NotEqual(isMulti, Envelope.ContainsKey("headers"));
        foreach ((string name, JsonNode? value) in (isMulti ? Envelope["multiValueHeaders"] : Envelope["headers"])!.AsObject())
        {
            string text = (string)(isMulti ? Assert.Single(value!.AsArray()) : value)!;
            Assert.Matches(Token(), name);
            Assert.Matches(FieldValue(), text);
            _headers.Add(name, text);
        }
    }

    private void CheckBody()
    {
        Assert.Equal("no-store", Header("cache-control"));
        if (StatusCode == 204)
        {
            Assert.Null(Header("content-type"));
            Assert.Empty(Body);
            return;
        }

        if (StatusCode < 400)
        {
            Assert.Equal("application/json", Header("content-type"));
            if (Body["jobs"] is JsonArray listed)
            {
                Assert.Empty(Body.Select(member => member.Key).Except(["jobs", "nextPageToken"]));
                Assert.Equal(Body.ContainsKey("nextPageToken"), Header("link") is not null);
                Assert.All(listed, job => Assert.Equal(["id", "job", "status", "createdAt", "startedAt", "finishedAt", "attempt", "progress", "error", "correlationId"], job!.AsObject().Select(member => member.Key).Where(key => key is not ("callback" or "startUnsure" or "cancelRequested" or "lost" or "retryOf"))));
                return;
            }

            Assert.Equal(["id", "job", "status", "createdAt", "startedAt", "finishedAt", "attempt", "progress", "result", "error", "correlationId"], Body.Select(member => member.Key).Where(key => key is not ("callback" or "startUnsure" or "cancelRequested" or "retryOf")));
            return;
        }

        Assert.Equal("application/problem+json", Header("content-type"));
        Assert.Equal(StatusCode, (int)Body["status"]!);
        Assert.NotEmpty((string)Body["title"]!);
        Assert.NotEmpty((string)Body["message"]!);
        Assert.Equal((string)Body["detail"]!, (string)Body["message"]!);
        Assert.NotNull(Body["requestId"]);
        Assert.InRange(ErrorCode, 2400, 2599);
    }
}
