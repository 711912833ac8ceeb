using System.Net;
using System.Text;

namespace AsyncJobs.Smoke.Tests.Checks;

/// <summary>An API that answers as a test has it.</summary>
internal sealed class FakeApi(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public static HttpResponseMessage Reply(HttpStatusCode status, string? json = null) => new(status)
    {
        Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
    };

    /// <summary>The status document of a job of primes.</summary>
    public static string Primes(string id = "j1", string members = "") =>
        $$"""{"id":"{{id}}","job":"primes","status":"SUCCEEDED","createdAt":"2026-01-01T00:00:00Z","startedAt":"2026-01-01T00:00:00Z","finishedAt":"2026-01-01T00:00:01Z","attempt":1,"result":{"upTo":1000,"count":168}{{members}}}""";

    /// <summary>The reply that accepts a job, or shows one that has ended.</summary>
    public static HttpResponseMessage Job(string document, string id = "j1")
    {
        HttpResponseMessage reply = Reply(HttpStatusCode.OK, document);
        reply.Headers.Location = new Uri($"/jobs/{id}", UriKind.Relative);
        return reply;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage reply = answer(request);
        reply.RequestMessage = request;
        return Task.FromResult(reply);
    }
}
