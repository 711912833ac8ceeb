using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Hosting;

/// <summary>Starts jobs and follows them as a caller would: by the URLs that the replies give.</summary>
internal sealed class JobClient(Uri address) : IDisposable
{
    /// <summary>How long a whole test may wait for a job.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    // A second of Retry-After is this long here.
    private static readonly TimeSpan s_second = TimeSpan.FromMilliseconds(25);

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async Task<HttpResponseMessage> PostAsync(string path, string json, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Unchanged(path)) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach ((string name, string value) in headers)
            request.Headers.Add(name, value);
        return await Http.SendAsync(request, Cancelled);
    }

    public async Task<HttpResponseMessage> SendAsync(string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), Unchanged(path));
        return await Http.SendAsync(request, Cancelled);
    }

    /// <summary>Starts a job that must be accepted.</summary>
    /// <returns>Its URL.</returns>
    public async Task<string> StartAsync(string path, string json, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage response = await PostAsync(path, json, headers);
        string body = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.StatusCode is HttpStatusCode.Accepted, $"{(int)response.StatusCode}: {body}");
        return response.Headers.Location!.OriginalString;
    }

    /// <summary>Starts a job and waits for its end.</summary>
    public async Task<JsonElement> RunAsync(string path, string json, params (string Name, string Value)[] headers) =>
        await WaitForEndAsync(await StartAsync(path, json, headers));

    public Task<JsonElement> WaitForEndAsync(string url) =>
        WaitAsync(url, job => job.GetProperty("finishedAt").ValueKind is not JsonValueKind.Null);

    /// <summary>Polls until the status document is as wanted.</summary>
    public async Task<JsonElement> WaitAsync(string url, Func<JsonElement, bool> isWanted)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (true)
        {
            using HttpResponseMessage response = await SendAsync("GET", url);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            JsonElement job = await ReadAsync(response);
            if (isWanted(job))
                return job;

            Assert.True(waited.Elapsed < s_patience, $"Still waiting after {s_patience}: {job}");
            Assert.True(response.Headers.RetryAfter?.Delta is not null, $"It will not change any more: {job}");
            await Task.Delay(s_second * response.Headers.RetryAfter.Delta.Value.TotalSeconds, Cancelled);
        }
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        await using Stream body = await response.Content.ReadAsStreamAsync(Cancelled);
        using JsonDocument document = await JsonDocument.ParseAsync(body, cancellationToken: Cancelled);
        return document.RootElement.Clone();
    }

    public void Dispose() => Http.Dispose();

    // As written: no dot segments resolved, nothing unescaped.
    private Uri Unchanged(string path) =>
        new(address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
