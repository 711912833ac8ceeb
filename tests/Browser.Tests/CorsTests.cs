using System.Text.Json;
using AsyncJobs.Tests;
using Microsoft.Playwright;
using Xunit;

namespace AsyncJobs.Browser.Tests;

/// <summary>What a real browser lets pages do with the jobs of another origin.</summary>
public sealed class CorsTests(Chromium chromium, LocalHosts hosts)
{
    private const string Summaries = "/summaries/cities";

    private static readonly object s_input = new { csv = "city;people\nParis;2102650\nLyon;522250\n" };

    // Everything that a page learns of a reply, or that the browser keeps it from.
    private const string Fetch =
        """
        async ([url, options]) => {
          try {
            const reply = await fetch(url, options);
            return {
              status: reply.status,
              location: reply.headers.get('Location'),
              contentLocation: reply.headers.get('Content-Location'),
              retryAfter: reply.headers.get('Retry-After'),
              applied: reply.headers.get('Preference-Applied'),
              body: await reply.text(),
            };
          } catch (error) {
            return { refused: String(error) };
          }
        }
        """;

    [Fact]
    public async Task The_guides_code_starts_a_job_and_waits_for_its_end()
    {
        IPage page = await OpenAsync(hosts.Page);
        await page.AddScriptTagAsync(new PageAddScriptTagOptions { Content = GuideCode() });

        JsonElement job = await page.EvaluateAsync<JsonElement>(
            "([api, input]) => runJob(api, 'summaries/cities?delimiter=;', input, 'a token')", new object[] { hosts.Open.Address, s_input });

        Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString());
        Assert.Equal(2, job.GetProperty("result").GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task The_guides_code_follows_a_job_to_its_end_and_goes_on_where_a_stream_broke_off()
    {
        IPage page = await OpenAsync(hosts.Page);
        await page.AddScriptTagAsync(new PageAddScriptTagOptions { Content = GuideCode() });
        int requests = 0;
        List<string?> ids = [];
        page.Request += (_, request) =>
        {
            if (request.Url.Contains("/jobs/", StringComparison.Ordinal) && request.Method == "GET")
                ids.Add(request.Headers.GetValueOrDefault("last-event-id"));
        };

        // The first stream breaks behind its first event; then the API is busy, and then the page is offline.
        await page.RouteAsync("**/jobs/**", route => (route.Request.Method == "GET" ? requests++ : -1) switch
        {
            0 => route.FulfillAsync(new RouteFulfillOptions
            {
                Status = 200,
                Headers = new Dictionary<string, string> { ["content-type"] = "text/event-stream", ["access-control-allow-origin"] = "*" },
                Body = "retry: 1000\n\nevent: status\nid: PENDING-0.\ndata: {\"status\":\"PENDING\"}\n\nevent: progress\nid: x",
            }),
            1 => route.FulfillAsync(new RouteFulfillOptions
            {
                Status = 503,
                Headers = new Dictionary<string, string>
                {
                    ["retry-after"] = "0",
                    ["access-control-allow-origin"] = "*",
                    ["access-control-expose-headers"] = "retry-after",
                },
            }),
            2 => route.AbortAsync(),
            _ => route.ContinueAsync(),
        });

        JsonElement shown = await page.EvaluateAsync<JsonElement>(
            """
            async ([api, input]) => {
              const started = await fetch(new URL('summaries/cities?delimiter=;', api), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(input) });
              const shown = [];
              await showJob(new URL(started.headers.get('Location'), started.url), 'a token', text => shown.push(text));
              return shown;
            }
            """,
            new object[] { hosts.Streaming.Address, s_input });

        string[] texts = [.. shown.EnumerateArray().Select(text => text.GetString()!)];
        Assert.Equal(("PENDING", "SUCCEEDED"), (texts[0], texts[^1]));
        Assert.Equal([null, "PENDING-0.", "PENDING-0.", "PENDING-0."], ids);
    }

    [Fact]
    public async Task A_page_reads_no_stream_of_an_API_that_does_not_stream_and_is_told_how_to_ask()
    {
        IPage page = await OpenAsync(hosts.Page);

        JsonElement reply = await FetchAsync(page, hosts.Open, "/jobs/0000000000000000000000000a", new { headers = new { Accept = "text/event-stream" } });

        Assert.Equal((406, 2406), (reply.GetProperty("status").GetInt32(), ErrorCode(reply)));
    }

    [Fact]
    public async Task A_page_of_the_list_reads_where_its_job_is_and_when_to_ask_again_waits_and_cancels()
    {
        IPage page = await OpenAsync(hosts.Page);

        JsonElement started = await FetchAsync(page, hosts.Open, Summaries, Start(s_input));
        string location = started.GetProperty("location").GetString()!;
        JsonElement waited = await FetchAsync(page, hosts.Open, location, new { headers = new { Authorization = "Bearer x", Prefer = "wait=20", traceparent = "x" } });
        JsonElement cancelled = await FetchAsync(page, hosts.Open, location, new { method = "DELETE" });

        Assert.Equal((202, "1"), (started.GetProperty("status").GetInt32(), started.GetProperty("retryAfter").GetString()));
        Assert.StartsWith("/jobs/", location, StringComparison.Ordinal);
        Assert.Equal((200, "wait=20"), (waited.GetProperty("status").GetInt32(), waited.GetProperty("applied").GetString()));
        Assert.Contains("\"status\":\"SUCCEEDED\"", waited.GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, cancelled.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("POST", Summaries, 400)]
    [InlineData("POST", "/elsewhere", 404)]
    [InlineData("GET", "/jobs/0000000000000000000000000a", 404)]
    public async Task It_reads_error_replies_too(string method, string path, int status)
    {
        IPage page = await OpenAsync(hosts.Page);

        JsonElement reply = await FetchAsync(page, hosts.Open, path, method == "POST" ? Start(new { csv = 1 }) : new { });

        Assert.Equal((status, 2000 + status), (reply.GetProperty("status").GetInt32(), ErrorCode(reply)));
    }

    [Fact]
    public async Task It_cannot_use_a_method_that_no_job_has()
    {
        IPage page = await OpenAsync(hosts.Page);

        JsonElement reply = await FetchAsync(page, hosts.Open, "/jobs/x", new { method = "PUT" });

        Assert.Contains("Failed to fetch", Refusal(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_cannot_have_the_browser_send_cookies()
    {
        IPage page = await OpenAsync(hosts.Page);

        JsonElement reply = await FetchAsync(page, hosts.Open, "/jobs/x", new { credentials = "include" });

        Assert.Contains("Failed to fetch", Refusal(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_not_on_the_list_is_refused_by_the_browser_and_starts_nothing()
    {
        IPage other = await OpenAsync(hosts.OtherPage);
        IPage page = await OpenAsync(hosts.Page);
        foreach ((IPage from, HostProcess to) in new[] { (other, hosts.Open), (other, hosts.Closed), (page, hosts.Closed) })
        {
            string path = $"/summaries/{Guid.NewGuid():N}";

            JsonElement asked = await FetchAsync(from, to, path, Start(s_input));

            // Simple enough for the browser to send it without asking.
            JsonElement sent = await FetchAsync(from, to, path, new { method = "POST", body = """{"csv":"a\n1\n"}""" });
            JsonElement read = await FetchAsync(from, to, "/jobs/0000000000000000000000000a", new { });

            Assert.All([asked, sent, read], reply => Assert.Contains("Failed to fetch", Refusal(reply), StringComparison.Ordinal));
            string[] requests = await to.WaitForLinesAsync(
                2, line => line.Contains("http.request", StringComparison.Ordinal) && line.Contains(path, StringComparison.Ordinal));
            Assert.All(requests, line => Assert.Contains(" status=403 ", line, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_frame_without_an_origin_is_refused()
    {
        IPage page = await OpenAsync(hosts.Page);
        await page.SetContentAsync("<iframe sandbox='allow-scripts' srcdoc='<p>'></iframe>");
        IFrame frame = page.Frames.Single(frame => frame != page.MainFrame);

        JsonElement reply = await frame.EvaluateAsync<JsonElement>(Fetch, Arguments(hosts.Open, Summaries, Start(s_input)));

        Assert.Contains("Failed to fetch", Refusal(reply), StringComparison.Ordinal);
    }

    private static object Start(object input) => new
    {
        method = "POST",
        headers = new Dictionary<string, string>
        {
            ["Authorization"] = "Bearer x",
            ["Content-Type"] = "application/json",
            ["Idempotency-Key"] = Guid.NewGuid().ToString(),
        },
        body = JsonSerializer.Serialize(input),
    };

    private static object[] Arguments(HostProcess host, string path, object options) => [new Uri(host.Address, path).AbsoluteUri, options];

    private static Task<JsonElement> FetchAsync(IPage page, HostProcess host, string path, object options) =>
        page.EvaluateAsync<JsonElement>(Fetch, Arguments(host, path, options));

    private static string Refusal(JsonElement reply) => reply.TryGetProperty("refused", out JsonElement refused) ? refused.GetString()! : $"not refused: {reply}";

    private static int ErrorCode(JsonElement reply) =>
        JsonDocument.Parse(reply.GetProperty("body").GetString()!).RootElement.GetProperty("errorCode").GetInt32();

    private static string GuideCode()
    {
        using Stream page = typeof(CorsTests).Assembly.GetManifestResourceStream("browsers.md")!;
        string text = new StreamReader(page).ReadToEnd();
        const string Fence = "```javascript\n";
        return string.Join('\n', text.Split(Fence).Skip(1).Select(block => block[..block.IndexOf("\n```", StringComparison.Ordinal)]));
    }

    private async Task<IPage> OpenAsync(Uri url) => (await chromium.OpenAsync(url)).Page;
}
