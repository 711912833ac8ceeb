using AsyncJobs.Lifecycle;
using AsyncJobs.Local.Platform;
using AsyncJobs.Operating;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AsyncJobs.Page.Tests;

/// <summary>The page of one job, of an application that runs.</summary>
public sealed class JobTests(Browser browser, LocalProgram program)
{
    private static readonly BrowserNewContextOptions s_withClipboard = new() { Permissions = ["clipboard-read", "clipboard-write"] };

    [Fact]
    public async Task A_job_is_seen_from_its_start_to_its_end_without_a_reload()
    {
        string id = await program.StartAsync("/exports/seen");
        await using Visit visit = await browser.OpenAsync(program.Address);
        await visit.Page.EvaluateAsync("window.isSamePage = true");
        await Expect(visit.Row(id)).ToContainTextAsync("Running");

        await program.StartAsync("/gates/seen");
        await Expect(visit.Row(id)).ToContainTextAsync("1 of 4 files");
        await Expect(visit.Row(id).Locator("progress")).ToHaveJSPropertyAsync("value", 25);
        await visit.Row(id).ClickAsync();
        await Expect(visit.Page.Locator(".timeline")).ToContainTextAsync("Attempt 1 is running");
        ILocator copy = visit.Page.Locator(".timeline .copy");
        await copy.FocusAsync();
        ILocator took = visit.Page.Locator(".timeline .took");
        await Expect(took).Not.ToHaveTextAsync(await took.InnerTextAsync());
        await program.StartAsync("/gates/seen");
        await Expect(visit.Page.Locator(".far")).ToContainTextAsync("2 of 4 files");
        await Expect(visit.Page.Locator(".log")).ToContainTextAsync("Wrote file 2");
        await Expect(copy).ToBeFocusedAsync();
        await program.StartAsync("/gates/seen");
        await program.StartAsync("/gates/seen");

        await Expect(visit.Page.Locator(".state")).ToHaveTextAsync("Succeeded");
        await Expect(visit.Page.Locator(".json")).ToHaveTextAsync("\"4 files of seen\"");
        await Expect(visit.Page.Locator(".timeline")).ToContainTextAsync("Ended: Succeeded");
        await Expect(visit.Page.Locator(".log")).ToContainTextAsync("Wrote file 4");
        await Expect(visit.Page.Locator("#announcements")).ToContainTextAsync("exports is now Succeeded");
        Assert.True(await visit.Page.EvaluateAsync<bool>("window.isSamePage"));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_job_is_cancelled_once_it_is_certain()
    {
        string id = await program.StartAsync("/exports/cancelled");
        await using Visit visit = await browser.OpenAsync(program.Address, $"#/jobs/{id}");
        ILocator cancel = visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cancel", Exact = true });
        ILocator dialog = visit.Page.GetByRole(AriaRole.Dialog);

        await cancel.ClickAsync();
        await Expect(dialog).ToBeVisibleAsync();
        await Expect(dialog.GetByText("Leave it alone")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator(".state")).ToHaveTextAsync("Running");
        await cancel.ClickAsync();
        await dialog.GetByText("Cancel the job").ClickAsync();

        await Expect(visit.Page.Locator(".state")).ToHaveTextAsync("Cancelled");
        Assert.Equal("CANCELLED", (await program.EndAsync(id)).GetProperty("status").GetString());
        await Expect(cancel).ToHaveAttributeAsync("aria-disabled", "true");
        await Expect(visit.Page.Locator(".reason")).ToHaveTextAsync("It has ended.");
        await Expect(visit.Page.Locator(".timeline")).ToContainTextAsync("Cancel requested");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_job_that_runs_again_leads_to_the_new_one_and_each_to_the_other()
    {
        string id = await program.StartAsync("/notes", "\"again\"");
        await program.EndAsync(id);
        await using Visit visit = await browser.OpenAsync(program.Address, $"#/jobs/{id}");

        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Run again" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByText("Run again").ClickAsync();

        await Expect(visit.Page.Locator(".timeline")).ToContainTextAsync("Runs again what was");
        string other = visit.Page.Url.Split('/')[^1];
        Assert.NotEqual(id, other);
        Assert.Equal("again", (await program.EndAsync(other)).GetProperty("result").GetString());
        await Link(visit, id).ClickAsync();
        await Expect(Link(visit, other)).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_job_that_failed_says_why()
    {
        string id = await program.StartAsync("/failures", "\"The archive is empty.\"");
        await using Visit visit = await browser.OpenAsync(program.Address, $"#/jobs/{id}");

        await Expect(visit.Page.Locator(".state")).ToHaveTextAsync("Failed");
        await Expect(visit.Page.Locator("section.error")).ToContainTextAsync("12345 The archive is empty.");
        await Expect(visit.Page.Locator(".timeline")).ToContainTextAsync("Attempt 2 failed");
        await Expect(visit.Page.Locator(".log .level-error").First).ToContainTextAsync("The archive is empty.");
    }

    [Fact]
    public async Task Ids_and_the_result_are_copied()
    {
        string id = await program.StartAsync("/notes", "\"copied\"");
        string correlationId = (await program.EndAsync(id)).GetProperty("correlationId").GetString()!;
        await using Visit visit = await browser.OpenAsync(program.Address, $"#/jobs/{id}", s_withClipboard);

        foreach ((string what, string text) in new[] { ("the job id", id), ("the correlation id", correlationId), ("the result", "\"copied\"") })
        {
            await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Copy {what}", Exact = true }).First.ClickAsync();
            await Expect(visit.Page.Locator("#announcements")).ToHaveTextAsync($"Copied {what}.");
            Assert.Equal(text, await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        }
    }

    [Theory]
    [InlineData("Asia/Kolkata", "+05:30")]
    [InlineData("America/St_Johns", "-03:30")]
    [InlineData("UTC", "UTC")]
    public async Task Times_say_whose_they_are(string zone, string shown)
    {
        DateTimeOffset accepted = new(2026, 1, 10, 12, 0, 0, 123, TimeSpan.Zero);
        JobRecord job = SomeJobs.Accepted("summaries", accepted) with
        {
            Status = JobStatus.Succeeded,
            ExpiresAt = SomeJobs.Now().AddDays(1),
            Attempt = 1,
            StartedAt = accepted,
            FinishedAt = accepted.AddSeconds(61),
        };
        string local = TimeZoneInfo.ConvertTime(accepted, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("yyyy-MM-dd HH:mm:ss", null);
        await using SeededServer server = await SeededServer.StartAsync([job]);
        server.Log.Add(job.Id, new KeptLine(accepted, "info", "It begins."));
        await using Visit visit = await browser.OpenAsync(server.Address, options: new BrowserNewContextOptions { TimezoneId = zone });
        await Expect(visit.Row(job.Id).Locator(".age")).ToHaveAttributeAsync("title", $"Accepted {local} {shown}, 2026-01-10 12:00:00.123 UTC");
        await visit.Row(job.Id).ClickAsync();

        ILocator times = visit.Page.Locator(".timeline time");
        await Expect(times.First).ToHaveTextAsync($"{local} {shown}");
        await Expect(times.First).ToHaveAttributeAsync("title", "2026-01-10 12:00:00.123 UTC");
        await Expect(visit.Page.Locator(".facts time").First).ToHaveTextAsync($"{local} {shown}");
        await Expect(visit.Page.Locator(".log time")).ToHaveAttributeAsync("title", "2026-01-10 12:00:00.123 UTC");
        await Expect(visit.Page.Locator(".zone")).ToContainTextAsync("Times are ");
        await Expect(visit.Page.Locator(".log time")).ToHaveTextAsync(local[11..]);
    }

    [Fact]
    public async Task A_job_that_is_gone_is_said_to_be()
    {
        await using Visit visit = await browser.OpenAsync(program.Address, "#/jobs/0000000000000000000000000a");

        await Expect(visit.Page.GetByText("There is no such job")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_command_reaches_a_server_that_was_started_again()
    {
        JobRecord job = SomeJobs.Accepted("summaries", SomeJobs.Now());
        await using SeededServer server = await SeededServer.StartAsync([job]);
        await using Visit visit = await browser.OpenAsync(server.Address, $"#/jobs/{job.Id}");
        ILocator cancel = visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cancel", Exact = true });
        await Expect(cancel).Not.ToHaveAttributeAsync("aria-disabled", "true");

        server.ForgetToken();
        await cancel.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByText("Cancel the job").ClickAsync();

        await Expect(visit.Page.Locator(".message")).ToHaveTextAsync("The job is asked to stop.");
        Assert.Equal([new OperatorEvent(OperatorAction.Cancel, job.Id)], server.Commands);
    }

    [Fact]
    public async Task The_tries_of_a_callback_are_told_and_it_is_sent_again_once_that_is_certain()
    {
        DateTimeOffset now = SomeJobs.Now();
        JobRecord job = SomeJobs.Accepted("summaries", now.AddHours(-1)) with
        {
            Status = JobStatus.Cancelled,
            FinishedAt = now.AddHours(-1),
            Callback = new JobCallback("https://hooks.example.com/done?token=secret", JobCallbackStatus.Pending, 3)
            {
                NextAt = now.AddHours(1),
                Tries = [new(now.AddMinutes(-50), 503, null), new(now.AddMinutes(-40), null, "The receiver did not answer within 20 s.")],
            },
        };
        await using SeededServer server = await SeededServer.StartAsync([job]);
        server.Reply = new OperatorReply(OperatorOutcome.NotDelivered) { Reason = "The receiver answered with 500. It is tried again at noon." };
        await using Visit visit = await browser.OpenAsync(server.Address, $"#/jobs/{job.Id}");
        ILocator life = visit.Page.Locator(".timeline");

        await Expect(life).ToContainTextAsync("Callback try 2: answered with 503");
        await Expect(life).ToContainTextAsync("Callback try 3: no answer");
        await Expect(life).ToContainTextAsync("The receiver did not answer within 20 s.");
        await Expect(life).ToContainTextAsync("Callback not delivered yet, after 3 tries");
        await Expect(life).ToContainTextAsync("Next try");
        await Expect(visit.Page.Locator("body")).Not.ToContainTextAsync("secret");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Redeliver callback" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByText("Redeliver callback").ClickAsync();

        await Expect(visit.Page.Locator(".message")).ToHaveTextAsync("The receiver answered with 500. It is tried again at noon.");
        Assert.Equal([new OperatorEvent(OperatorAction.Redeliver, job.Id)], server.Commands);
    }

    [Fact]
    public async Task Commands_and_the_log_are_there_also_when_the_job_is_known_before_them()
    {
        string id = await program.StartAsync("/notes", "\"late\"");
        await program.EndAsync(id);
        await using Visit visit = await browser.OpenAsync(program.Address);
        TaskCompletionSource isJobShown = new();
        await visit.Page.RouteAsync("**/_page/api/session", async route =>
        {
            await isJobShown.Task;
            await route.ContinueAsync();
        });

        await visit.Page.GotoAsync(new Uri(program.Address, $"/#/jobs/{id}").AbsoluteUri);
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.Locator(".json")).ToHaveTextAsync("\"late\"");
        await Expect(visit.Page.Locator(".log")).ToBeHiddenAsync();
        isJobShown.SetResult();

        await Expect(visit.Page.Locator(".log")).ToContainTextAsync("job.finished");
        await Expect(visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Run again" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Numbers_of_a_result_are_shown_as_they_are_and_what_is_folded_opens()
    {
        DateTimeOffset now = SomeJobs.Now();
        JobRecord job = SomeJobs.Accepted("summaries", now) with
        {
            Status = JobStatus.Succeeded,
            Attempt = 1,
            StartedAt = now,
            FinishedAt = now,
            Result = """{"big":12345678901234567890,"half":0.50,"deep":{"a":{"b":{"c":{"d":"found"}}}}}"""u8.ToArray(),
        };
        await using SeededServer server = await SeededServer.StartAsync([job]);
        await using Visit visit = await browser.OpenAsync(server.Address, $"#/jobs/{job.Id}");
        ILocator json = visit.Page.Locator(".json");

        await Expect(json).ToContainTextAsync("12345678901234567890");
        await Expect(json).ToContainTextAsync("0.50");
        await Expect(json).Not.ToContainTextAsync("found");
        await json.GetByText("1 member").Last.ClickAsync();
        await Expect(json).ToContainTextAsync("found");
    }

    private static ILocator Link(Visit visit, string id) =>
        visit.Page.Locator(".facts").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = id });
}
