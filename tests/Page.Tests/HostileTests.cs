using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AsyncJobs.Lifecycle;
using AsyncJobs.Local.Platform;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AsyncJobs.Page.Tests;

/// <summary>Jobs that try to have the page run something.</summary>
public sealed class HostileTests(Browser browser)
{
    private const string Script = "\"'><img src=x onerror=alert(1)><script>alert(2)</script><a href='javascript:alert(3)'>";

    private static readonly string s_result =
        JsonSerializer.Serialize(new Dictionary<string, object> { [Script] = new[] { Script }, ["__proto__"] = Script });

    private static readonly JsonSerializerOptions s_relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Whatever_a_job_says_is_text()
    {
        DateTimeOffset now = SomeJobs.Now();
        JobRecord failed = Hostile(now) with
        {
            Status = JobStatus.Failed,
            FinishedAt = now,
            Error = new JobError(666, Script, Script, Script),
            RetryOf = Script,
        };
        JobRecord succeeded = Hostile(now.AddSeconds(-1)) with
        {
            Status = JobStatus.Succeeded,
            FinishedAt = now,
            Result = Encoding.UTF8.GetBytes(s_result),
        };
        JobRecord running = Hostile(now.AddSeconds(-2)) with { Status = JobStatus.Running };
        JobRecord unknown = Hostile(now.AddSeconds(-3)) with { Status = JobStatus.Unknown, UnknownStatus = Script };
        await using SeededServer server = await SeededServer.StartAsync([failed, succeeded, running, unknown]);
        foreach (JobRecord job in (JobRecord[])[failed, succeeded, running, unknown])
            server.Log.Add(job.Id, new KeptLine(now, Script, Script));
        await using Visit visit = await browser.OpenAsync(server.Address);

        await Expect(visit.Rows).ToHaveCountAsync(4);
        await Expect(visit.Row(failed.Id).Locator(".job")).ToHaveTextAsync(Script);
        await Expect(visit.Row(failed.Id).Locator(".owner")).ToHaveTextAsync(Script);
        await Expect(visit.Row(failed.Id).Locator(".news")).ToHaveTextAsync($"666 {Script}");
        await AssertNothingIsInjectedAsync(visit);
        foreach (JobRecord job in (JobRecord[])[failed, succeeded, running, unknown])
        {
            await visit.Page.GotoAsync(new Uri(server.Address, $"/#/jobs/{job.Id}").AbsoluteUri);
            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(Script);
            await Expect(visit.Page.Locator(".log .text")).ToHaveTextAsync(Script);
            await AssertNothingIsInjectedAsync(visit);
        }

        await visit.Page.GotoAsync(new Uri(server.Address, $"/#/jobs/{succeeded.Id}").AbsoluteUri);
        await Expect(visit.Page.Locator(".json .key").First).ToHaveTextAsync(JsonSerializer.Serialize(Script, s_relaxed));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task What_cannot_be_seen_is_shown_and_text_that_runs_the_other_way_moves_nothing()
    {
        const string Unseen = "a\u001b[2J\u009b\u202e\u2066\u200b\u00ad\ue000\U000e0041\u2028z";
        const string Shown = @"a\u001B[2J\u009B\u202E\u2066\u200B\u00AD\uE000\uDB40\uDC41\u2028z";
        DateTimeOffset now = SomeJobs.Now();
        JobRecord job = SomeJobs.Accepted(Unseen, now, Unseen) with
        {
            Status = JobStatus.Failed,
            Attempt = 1,
            StartedAt = now,
            FinishedAt = now,
            CorrelationId = Unseen,
            Error = new JobError(10500, Unseen, Unseen, Unseen),
            Result = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { [Unseen] = Unseen }),
        };
        JobRecord turned = SomeJobs.Accepted("עברית", now.AddSeconds(-1)) with
        {
            Status = JobStatus.Failed,
            Attempt = 1,
            StartedAt = now,
            FinishedAt = now,
            Error = new JobError(10500, "שגיאה (404)"),
        };
        await using SeededServer server = await SeededServer.StartAsync([job, turned]);
        server.Log.Add(job.Id, new KeptLine(now, "info", Unseen));
        await using Visit visit = await browser.OpenAsync(server.Address);

        await Expect(visit.Row(job.Id).Locator(".job")).ToHaveTextAsync(Shown);
        await Expect(visit.Row(job.Id).Locator(".owner")).ToHaveTextAsync(Shown);
        await Expect(visit.Row(job.Id).Locator(".news")).ToHaveTextAsync($"10500 {Shown}");
        await Expect(visit.Row(turned.Id).Locator(".news bdi")).ToHaveTextAsync("שגיאה (404)");
        await Expect(visit.Page.Locator("#job-filter option").Nth(1)).ToContainTextAsync(Shown);
        await visit.Row(job.Id).ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(Shown);
        await Expect(visit.Page.Locator(".log .text")).ToHaveTextAsync(Shown);
        await Expect(visit.Page.Locator(".facts")).ToContainTextAsync(Shown);
        await Expect(visit.Page.Locator(".json .key")).ToHaveTextAsync($"\"{Shown.Replace("\\u001B", "\\u001b", StringComparison.Ordinal)}\"");
        await Expect(visit.Page.Locator("section.error p.fault bdi")).ToHaveTextAsync(Shown);

        string all = await visit.Page.EvaluateAsync<string>(
            "document.title + document.body.textContent + [...document.querySelectorAll('[title], [aria-label]')].map((one) => one.title + one.ariaLabel).join()");
        Assert.DoesNotContain(all, static c => (char.IsControl(c) && c != '\n') || c is '\u202e' or '\u2066' or '\u200b' or '\u00ad' or '\ue000' or '\udb40' or '\u2028');
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Links_and_filters_of_an_address_are_text_too()
    {
        string script = Uri.EscapeDataString(Script);
        string[] fragments =
        [
            $"#/?q={script}&job={script}&status={script}", $"#/jobs/{script}", $"#/start/{script}", $"#{script}", "#/jobs/%", "#javascript:alert(1)",
        ];
        await using SeededServer server = await SeededServer.StartAsync(SomeJobs.Of(20));
        foreach (string fragment in fragments)
        {
            await using Visit visit = await browser.OpenAsync(server.Address, fragment);

            await Expect(visit.Page.Locator(".view")).ToBeVisibleAsync();
            await Expect(visit.Page.Locator("#place")).Not.ToBeEmptyAsync();
            await AssertNothingIsInjectedAsync(visit);
            visit.AssertQuiet();
        }
    }

    [Fact]
    public async Task The_page_runs_only_scripts_of_its_own()
    {
        await using SeededServer server = await SeededServer.StartAsync([]);
        await using Visit visit = await browser.OpenAsync(server.Address);

        await visit.Page.EvaluateAsync(
            """
            () => {
              window.blocked = [];
              document.addEventListener('securitypolicyviolation', (event) => window.blocked.push(event.effectiveDirective));
              const script = document.createElement('script');
              script.textContent = 'window.isRun = true';
              document.body.append(script);
              document.body.setAttribute('style', 'color: red');
              new Image().src = 'https://elsewhere.example/x.png';
            }
            """);

        await visit.Page.WaitForFunctionAsync("window.blocked.length === 3");
        Assert.Equal(
            ["img-src", "script-src-elem", "style-src-attr"],
            (await visit.Page.EvaluateAsync<string[]>("window.blocked")).Order(StringComparer.Ordinal));
        Assert.False(await visit.Page.EvaluateAsync<bool>("window.isRun === true"));
    }

    private static JobRecord Hostile(DateTimeOffset createdAt) => SomeJobs.Accepted(Script, createdAt, Script) with
    {
        Attempt = 1,
        StartedAt = createdAt,
        CorrelationId = Script,
        Lease = new JobLease(Script, Script, createdAt.AddHours(1), createdAt.AddHours(1)),
        Progress = new JobProgress(0.5, Script),
        State = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Script)),
        Callback = new JobCallback($"https://hooks.example.com/{Script}"),
    };

    private static async Task AssertNothingIsInjectedAsync(Visit visit) => Assert.Equal(0, await visit.Page.EvaluateAsync<int>(
        """
        document.querySelectorAll(
          'img:not([src="/_page/icon.svg"]), script:not([src="/_page/page.js"]), iframe, [onerror], a[href^="javascript"]').length
        """));
}
