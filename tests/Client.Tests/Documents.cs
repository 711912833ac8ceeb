using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace AsyncJobs.Client.Tests;

/// <summary>Replies as the wire contract has them.</summary>
internal static class Documents
{
    public const string Done = """{"links":7,"note":null}""";

    public static string Status(string status, string result = "null", string error = "null", string progress = "null", int attempt = 1) =>
        $$"""
        {"id":"job1","job":"link-checks","status":"{{status}}","createdAt":"2026-01-01T00:00:00.000Z","startedAt":null,"finishedAt":null,
         "attempt":{{attempt}},"progress":{{progress}},"result":{{result}},"error":{{error}}}
        """;

    public static string Problem(int status, int errorCode, string message, string errors = "[]") =>
        $$"""
        {"type":"about:blank","title":"title","status":{{status}},"detail":"detail",
         "errorCode":{{errorCode}},"requestId":"req-1","message":"{{message}}","errors":{{errors}}}
        """;

    public static HttpResponseMessage Reply(HttpStatusCode statusCode, string body, int? retryAfter = null, string? location = null)
    {
        HttpResponseMessage response = new(statusCode)
        {
            Content = new StringContent(body, Encoding.UTF8, (int)statusCode < 400 ? "application/json" : "application/problem+json"),
        };
        if (retryAfter is { } seconds)
            response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));
        if (location is not null)
            response.Headers.Add("Location", location);
        return response;
    }

    public static HttpResponseMessage Accepted(string? location = "/jobs/job1", int? retryAfter = null, string status = "PENDING") =>
        Reply(HttpStatusCode.Accepted, Status(status), retryAfter, location);

    public static HttpResponseMessage Running(int? retryAfter = null, string progress = "null") =>
        Reply(HttpStatusCode.OK, Status("RUNNING", progress: progress), retryAfter);

    public static HttpResponseMessage Succeeded() => Reply(HttpStatusCode.OK, Status("SUCCEEDED", Done));

    public static HttpResponseMessage Refused(HttpStatusCode statusCode, int? retryAfter = null) =>
        Reply(statusCode, Problem((int)statusCode, 2000 + (int)statusCode, "no"), retryAfter);
}
