using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using AsyncJobs.Lifecycle;
using AsyncJobs.Local.Platform;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AsyncJobs.Page.Tests;

/// <summary>A job that is followed by a stream of the operator's API: by whoever reads it, and by the page.</summary>
public sealed class StreamTests(Browser browser, LocalProgram program)
{
    private static Task StreamEnds(SeededServer server)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Answered = request =>
        {
            if (request.Headers.Accept == "text/event-stream")
                ended.TrySetResult();
        };
        return ended.Task;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_of_a_job_sees_progress_lines_and_the_end_arrive_without_asking_again()
    {
        string id = await program.StartAsync("/exports/told");
        await using Visit visit = await browser.OpenAsync(program.Address);
        ConcurrentQueue<string> asked = [];
        visit.Page.Request += (_, request) => asked.Enqueue($"{new Uri(request.Url).PathAndQuery} {request.Headers.GetValueOrDefault("accept")}");
        await visit.Page.RunAndWaitForResponseAsync(() => visit.Row(id).ClickAsync(), static reply => IsStream(reply));
        await Expect(visit.Page.Locator(".timeline")).ToContainTextAsync("Attempt 1 is running");
        asked.Clear();

        await program.StartAsync("/gates/told");
        await Expect(visit.Page.Locator(".far")).ToContainTextAsync("1 of 4 files");
        await Expect(visit.Page.Locator(".log")).ToContainTextAsync("Wrote file 1");
        for (int i = 0; i < 3; i++)
            await program.StartAsync("/gates/told");
        await Expect(visit.Page.Locator(".state")).ToHaveTextAsync("Succeeded");
        await Expect(visit.Page.Locator(".json")).ToHaveTextAsync("\"4 files of told\"");
        await Expect(visit.Page.Locator(".log")).ToContainTextAsync("Wrote file 4");

        Assert.DoesNotContain(asked, request => request.Contains(id, StringComparison.Ordinal));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_page_that_is_left_ends_its_stream()
    {
        JobRecord job = SomeJobs.Accepted("summaries", SomeJobs.Now());
        await using SeededServer server = await SeededServer.StartAsync([job]);
        Task left = StreamEnds(server);
        await using Visit visit = await browser.OpenAsync(server.Address);
        await visit.Page.RunAndWaitForResponseAsync(() => visit.Row(job.Id).ClickAsync(), static reply => IsStream(reply));

        await visit.Page.Keyboard.PressAsync("Escape");

        await left.WaitAsync(Token);
        await Expect(visit.Rows).ToHaveCountAsync(1);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_tab_that_nobody_sees_holds_no_stream_and_has_one_again_when_it_is_seen()
    {
        JobRecord job = SomeJobs.Accepted("summaries", SomeJobs.Now());
        await using SeededServer server = await SeededServer.StartAsync([job]);
        Task left = StreamEnds(server);
        await using Visit visit = await browser.OpenAsync(server.Address);
        await visit.Page.RunAndWaitForResponseAsync(() => visit.Row(job.Id).ClickAsync(), static reply => IsStream(reply));

        await visit.Page.EvaluateAsync(
            "Object.defineProperty(document, 'hidden', { configurable: true, get: () => true }); document.dispatchEvent(new Event('visibilitychange'))");
        await left.WaitAsync(Token);
        await server.ApplyAsync(job.Id, new JobTransition.Cancel(job.ExpiresAt));
        await visit.Page.RunAndWaitForResponseAsync(
            () => visit.Page.EvaluateAsync("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))"), static reply => IsStream(reply));

        await Expect(visit.Page.Locator(".state")).ToHaveTextAsync("Cancelled");
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData("abort")]
    [InlineData("503")]
    [InlineData("json")]
    public async Task Where_there_is_no_stream_the_page_looks_from_time_to_time(string answer)
    {
        JobRecord job = SomeJobs.Accepted("summaries", SomeJobs.Now());
        await using SeededServer server = await SeededServer.StartAsync([job]);
        await using Visit visit = await browser.OpenAsync(server.Address);
        await visit.Page.RouteAsync($"**/_page/api/jobs/{job.Id}", async route =>
        {
            if (route.Request.Headers.GetValueOrDefault("accept") != "text/event-stream")
                await route.ContinueAsync();
            else if (answer == "abort")
                await route.AbortAsync();
            else
                await route.FulfillAsync(new RouteFulfillOptions { Status = answer == "json" ? 200 : 503, ContentType = "application/json", Body = "{}" });
        });
        await visit.Row(job.Id).ClickAsync();
        await Expect(visit.Page.Locator(".state")).ToHaveTextAsync("Pending");

        await server.ApplyAsync(job.Id, new JobTransition.Cancel(job.ExpiresAt));

        await Expect(visit.Page.Locator(".state")).ToHaveTextAsync("Cancelled");
    }

    [Fact]
    public async Task A_stream_that_breaks_is_taken_up_again()
    {
        JobRecord job = SomeJobs.Accepted("summaries", SomeJobs.Now());
        await using SeededServer server = await SeededServer.StartAsync([job]);
        await using Visit visit = await browser.OpenAsync(server.Address);
        await visit.Page.RunAndWaitForResponseAsync(() => visit.Row(job.Id).ClickAsync(), static reply => IsStream(reply));

        await server.StopAsync();
        await Expect(visit.Page.Locator("#connection")).ToContainTextAsync("Out of reach since");
        await visit.Page.RunAndWaitForResponseAsync(() => server.StartAgainAsync(), static reply => IsStream(reply));
        await server.ApplyAsync(job.Id, new JobTransition.Cancel(job.ExpiresAt));

        await Expect(visit.Page.Locator(".state")).ToHaveTextAsync("Cancelled");
    }

    [Fact]
    public async Task A_reader_is_told_what_GET_says_whenever_it_has_changed_until_the_job_is_gone()
    {
        JobRecord job = SomeJobs.Accepted("summaries", SomeJobs.Now());
        await using SeededServer server = await SeededServer.StartAsync([job]);
        using HttpClient client = new() { BaseAddress = server.Address };
        using HttpResponseMessage reply = await OpenAsync(client, job.Id);
        using StreamReader events = new(await reply.Content.ReadAsStreamAsync(Token));
        Assert.Equal((HttpStatusCode.OK, "text/event-stream", "no-store"), (reply.StatusCode, reply.Content.Headers.ContentType?.MediaType, reply.Headers.CacheControl?.ToString()));
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Assert.Single(reply.Headers.GetValues("Content-Security-Policy")));

        Assert.Equal(("job", await client.GetStringAsync($"/_page/api/jobs/{job.Id}", Token)), await NextAsync(events));
        Assert.Equal(("log", """{"lines":[],"isCut":false}"""), await NextAsync(events));

        server.Log.Add(job.Id, new KeptLine(SomeJobs.Now(), "info", "One\nline."));
        (string name, string log) = await NextAsync(events);
        Assert.Equal(("log", "One\nline."), (name, JsonDocument.Parse(log).RootElement.GetProperty("lines")[0].GetProperty("text").GetString()));

        await server.ApplyAsync(job.Id, new JobTransition.Cancel(job.ExpiresAt));
        (name, string ended) = await NextAsync(events);
        Assert.Equal(("job", "CANCELLED"), (name, JsonDocument.Parse(ended).RootElement.GetProperty("status").GetString()));
        Assert.Equal(await client.GetStringAsync($"/_page/api/jobs/{job.Id}", Token), ended);

        await server.RemoveAsync(job);
        Assert.Equal("", await events.ReadToEndAsync(Token));
        using HttpResponseMessage gone = await OpenAsync(client, job.Id);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (gone.StatusCode, gone.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_server_that_stops_ends_the_streams_and_waits_for_nobody()
    {
        JobRecord job = SomeJobs.Accepted("summaries", SomeJobs.Now());
        await using SeededServer server = await SeededServer.StartAsync([job]);
        using HttpClient client = new() { BaseAddress = server.Address };
        using HttpResponseMessage reply = await OpenAsync(client, job.Id);
        using StreamReader events = new(await reply.Content.ReadAsStreamAsync(Token));
        await NextAsync(events);
        await NextAsync(events);

        // One that did not end by itself would be cut off, and reading it would fail.
        await server.StopAsync(TimeSpan.FromMinutes(5));

        Assert.Equal("", await events.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task A_reader_who_goes_away_ends_it()
    {
        JobRecord job = SomeJobs.Accepted("summaries", SomeJobs.Now());
        await using SeededServer server = await SeededServer.StartAsync([job]);
        TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Answered = _ => left.TrySetResult();
        using HttpClient client = new() { BaseAddress = server.Address };

        (await OpenAsync(client, job.Id)).Dispose();

        await left.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task What_cannot_be_read_any_more_ends_it_and_is_said_to_who_asks_again()
    {
        JobRecord job = SomeJobs.Accepted("summaries", SomeJobs.Now());
        await using SeededServer server = await SeededServer.StartAsync([job]);
        using HttpClient client = new() { BaseAddress = server.Address };
        using HttpResponseMessage reply = await OpenAsync(client, job.Id);
        using StreamReader events = new(await reply.Content.ReadAsStreamAsync(Token));
        await NextAsync(events);
        await NextAsync(events);

        server.Refusal = "Sign in again.";

        Assert.Equal("", await events.ReadToEndAsync(Token));
        using HttpResponseMessage refused = await OpenAsync(client, job.Id);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("Sign in again.", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HEAD", "text/event-stream")]
    [InlineData("GET", "*/*")]
    [InlineData("GET", "application/json, text/event-stream;q=0.5")]
    public async Task What_does_not_ask_for_a_stream_gets_the_document(string method, string accept)
    {
        JobRecord job = SomeJobs.Accepted("summaries", SomeJobs.Now());
        await using SeededServer server = await SeededServer.StartAsync([job]);
        using HttpClient client = new() { BaseAddress = server.Address };
        using HttpRequestMessage request = new(new HttpMethod(method), $"/_page/api/jobs/{job.Id}");
        request.Headers.Accept.ParseAdd(accept);

        using HttpResponseMessage reply = await client.SendAsync(request, Token);

        Assert.Equal((HttpStatusCode.OK, "application/json"), (reply.StatusCode, reply.Content.Headers.ContentType?.MediaType));
    }

    private static bool IsStream(IResponse reply) => reply.Headers.GetValueOrDefault("content-type") == "text/event-stream";

    private static async Task<HttpResponseMessage> OpenAsync(HttpClient client, string id)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"/_page/api/jobs/{id}");
        request.Headers.Accept.ParseAdd("text/event-stream");
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    private static async Task<(string Name, string Data)> NextAsync(StreamReader events)
    {
        string name = (await events.ReadLineAsync(Token))!["event: ".Length..];
        string data = (await events.ReadLineAsync(Token))!["data: ".Length..];
        Assert.Equal("", await events.ReadLineAsync(Token));
        return (name, data);
    }
}
