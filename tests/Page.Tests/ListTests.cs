using System.Globalization;
using AsyncJobs.Lifecycle;
using AsyncJobs.Local.Operations;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AsyncJobs.Page.Tests;

/// <summary>The list of jobs.</summary>
public sealed class ListTests(Browser browser)
{
    private const int Many = 10_000;

    // Far fewer than there are jobs, and more than a window shows.
    private const int MostRows = 80;

    [Fact]
    public async Task Ten_thousand_jobs_are_a_few_rows_in_the_document_and_the_last_one_can_be_reached()
    {
        JobRecord[] jobs = [.. SomeJobs.Of(Many)];
        await using SeededServer server = await SeededServer.StartAsync(jobs);
        await using Visit visit = await browser.OpenAsync(server.Address);

        await Expect(visit.Sum).ToHaveTextAsync("500 newest jobs");
        foreach (string sum in (string[])["1,000 newest jobs", "2,000 newest jobs", "5,000 newest jobs", "10,000 jobs"])
        {
            await visit.Page.GetByText("Load older jobs").ClickAsync();
            await Expect(visit.Sum).ToHaveTextAsync(sum);
        }

        ILocator grid = visit.Page.GetByRole(AriaRole.Grid);
        await Expect(grid).ToHaveAttributeAsync("aria-rowcount", $"{Many + 1}");
        await grid.PressAsync("Home");
        await Expect(visit.Row(jobs[^1].Id)).ToBeInViewportAsync();
        await Expect(visit.Rows.First).ToHaveAttributeAsync("aria-rowindex", "2");
        Assert.InRange(await visit.Rows.CountAsync(), 10, MostRows);

        await grid.PressAsync("End");

        ILocator oldest = visit.Row(jobs[0].Id);
        await Expect(oldest).ToBeInViewportAsync();
        await Expect(oldest).ToHaveAttributeAsync("aria-rowindex", $"{Many + 1}");
        Assert.InRange(await visit.Rows.CountAsync(), 10, MostRows);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Where_no_job_matches_it_says_that_older_ones_were_not_looked_at_and_loads_them()
    {
        JobRecord oldest = SomeJobs.Accepted("yearly", SomeJobs.Now().AddDays(-1));
        await using SeededServer server = await SeededServer.StartAsync([oldest, .. SomeJobs.Of(500)]);
        await using Visit visit = await browser.OpenAsync(server.Address, "#/?q=yearly");

        await Expect(visit.Page.GetByText("None of the newest 500 jobs matches. Older jobs were not looked at: load them with the button below.")).ToBeVisibleAsync();
        await visit.Page.GetByText("Load older jobs").ClickAsync();

        await Expect(visit.Row(oldest.Id)).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Searchbox).FillAsync("nowhere");
        await Expect(visit.Page.GetByText("There are jobs, but none that this filter lets through.")).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Scrolling_shows_the_rows_that_are_there()
    {
        JobRecord[] jobs = [.. SomeJobs.Of(400)];
        await using SeededServer server = await SeededServer.StartAsync(jobs);
        await using Visit visit = await browser.OpenAsync(server.Address);
        await Expect(visit.Row(jobs[^1].Id)).ToBeInViewportAsync();

        await visit.Page.EvaluateAsync("window.scrollTo(0, document.documentElement.scrollHeight / 2)");

        await Expect(visit.Row(jobs[200].Id)).ToBeInViewportAsync();
        await Expect(visit.Row(jobs[^1].Id)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Filters_show_what_they_let_through_and_count_it_and_are_part_of_the_address()
    {
        JobRecord[] jobs = [.. SomeJobs.Of(300)];
        await using SeededServer server = await SeededServer.StartAsync(jobs);
        await using Visit visit = await browser.OpenAsync(server.Address);

        JobRecord[] failed = [.. jobs.Where(job => job.Status is JobStatus.Failed)];
        await Expect(visit.Chip("Failed")).ToContainTextAsync($"{failed.Length}");
        await visit.Chip("Failed").ClickAsync();
        await Expect(visit.Sum).ToHaveTextAsync($"{failed.Length} of 300 jobs");
        Assert.Equal(failed.Reverse().Take(3).Select(job => $"row-{job.Id}"), await IdsAsync(visit, 3));

        JobRecord[] summaries = [.. failed.Where(job => job.Job == "summaries")];
        await Expect(visit.Page.Locator("#job-filter option[value=summaries]")).ToHaveTextAsync($"summaries ({summaries.Length})");
        await visit.Page.Locator("#job-filter").SelectOptionAsync("summaries");
        await Expect(visit.Sum).ToHaveTextAsync($"{summaries.Length} of 300 jobs");

        await visit.Page.ReloadAsync();
        await Expect(visit.Sum).ToHaveTextAsync($"{summaries.Length} of 300 jobs");
        await Expect(visit.Chip("Failed")).ToHaveAttributeAsync("aria-pressed", "true");

        await visit.Search.FillAsync("no such text");
        await Expect(visit.Page.GetByText("No job matches")).ToBeVisibleAsync();
        await visit.Page.GetByText("Show all jobs").ClickAsync();
        await Expect(visit.Sum).ToHaveTextAsync("300 jobs");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_text_is_looked_for_in_ids_owners_correlation_ids_and_errors()
    {
        JobRecord[] jobs = [.. SomeJobs.Of(60)];
        DateTimeOffset now = SomeJobs.Now();
        JobRecord odd = SomeJobs.Accepted("summaries", now, "Zoë") with
        {
            CorrelationId = "order-4711",
            Status = JobStatus.Failed,
            Attempt = 1,
            StartedAt = now,
            FinishedAt = now,
            Error = new JobError(10999, "The café is closed."),
        };
        await using SeededServer server = await SeededServer.StartAsync([.. jobs, odd]);
        await using Visit visit = await browser.OpenAsync(server.Address);

        foreach (string text in (string[])[odd.Id, odd.Id[..9], "zoë", "ORDER-4711", "café closed", "10999"])
        {
            await visit.Search.FillAsync(text);
            await Expect(visit.Sum).ToHaveTextAsync("1 of 61 jobs");
            await Expect(visit.Row(odd.Id)).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task What_is_in_view_stays_there_when_jobs_arrive()
    {
        JobRecord[] jobs = [.. SomeJobs.Of(200)];
        await using SeededServer server = await SeededServer.StartAsync(jobs);
        await using Visit visit = await browser.OpenAsync(server.Address);
        await Expect(visit.Sum).ToHaveTextAsync("200 jobs");
        await visit.Page.EvaluateAsync("window.scrollTo(0, 3000)");
        ILocator row = visit.Row(jobs[125].Id);
        await Expect(row).ToBeVisibleAsync();
        float before = (await row.BoundingBoxAsync())!.Y;

        for (int i = 0; i < 3; i++)
            await server.AddAsync(SomeJobs.Accepted("summaries", SomeJobs.Now()));
        ILocator newer = visit.Page.Locator(".newer");
        await Expect(newer).ToHaveTextAsync("3 newer");

        Assert.Equal(before, (await row.BoundingBoxAsync())!.Y, 1f);
        await newer.ClickAsync();
        await Expect(visit.Rows.First).ToHaveAttributeAsync("aria-rowindex", "2");
        await Expect(newer).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Everything_can_be_done_with_the_keyboard()
    {
        JobRecord[] jobs = [.. SomeJobs.Of(40)];
        await using SeededServer server = await SeededServer.StartAsync(jobs);
        await using Visit visit = await browser.OpenAsync(server.Address);
        IKeyboard keyboard = visit.Page.Keyboard;
        await Expect(visit.Sum).ToHaveTextAsync("40 jobs");

        await keyboard.PressAsync("/");
        await Expect(visit.Search).ToBeFocusedAsync();
        await keyboard.TypeAsync("nothing/at all");
        await Expect(visit.Page.GetByText("No job matches")).ToBeVisibleAsync();
        await keyboard.PressAsync("Escape");
        await Expect(visit.Search).ToHaveValueAsync("");
        await keyboard.PressAsync("Escape");
        ILocator grid = visit.Page.GetByRole(AriaRole.Grid);
        await Expect(grid).ToBeFocusedAsync();

        await keyboard.PressAsync("ArrowDown");
        await keyboard.PressAsync("ArrowDown");
        string chosen = $"row-{jobs[^3].Id}";
        await Expect(grid).ToHaveAttributeAsync("aria-activedescendant", chosen);
        await keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("h1")).ToBeFocusedAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Uri(server.Address, $"/#/jobs/{jobs[^3].Id}").AbsoluteUri);
        await keyboard.PressAsync("Escape");
        await Expect(grid).ToBeFocusedAsync();
        await Expect(grid).ToHaveAttributeAsync("aria-activedescendant", chosen);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Tab_reaches_each_control_and_shows_where_it_is()
    {
        await using SeededServer server = await SeededServer.StartAsync(SomeJobs.Of(20));
        await using Visit visit = await browser.OpenAsync(server.Address);
        await Expect(visit.Sum).ToHaveTextAsync("20 jobs");
        List<string> reached = [];

        for (int i = 0; i < 11; i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            reached.Add(await visit.Page.EvaluateAsync<string>(
                """
                () => {
                  const on = document.activeElement;
                  if (getComputedStyle(on).outlineStyle === 'none')
                    throw new Error(`Nothing shows that the keyboard is at ${on.outerHTML}`);
                  return on.id || on.classList[0];
                }
                """));
        }

        Assert.Equal(["skip", "brand", "search", "job-filter", "chip", "chip", "chip", "chip", "chip", "chip", "grid"], reached);
    }

    [Fact]
    public async Task Without_jobs_it_says_how_one_comes_to_be()
    {
        await using SeededServer server = await SeededServer.StartAsync([]);
        await using Visit visit = await browser.OpenAsync(server.Address);

        await Expect(visit.Page.GetByText("No jobs yet")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("as soon as somebody starts one through the API")).ToBeVisibleAsync();
        await server.AddAsync(SomeJobs.Accepted("summaries", SomeJobs.Now()));

        await Expect(visit.Rows).ToHaveCountAsync(1);
        await Expect(visit.Page.GetByText("No jobs yet")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_status_of_a_newer_version_is_shown_as_it_is_and_can_be_chosen()
    {
        JobRecord paused = SomeJobs.Accepted("summaries", SomeJobs.Now()) with { Status = JobStatus.Unknown, UnknownStatus = "PAUSED" };
        await using SeededServer server = await SeededServer.StartAsync([.. SomeJobs.Of(20), paused]);
        await using Visit visit = await browser.OpenAsync(server.Address);

        await visit.Chip("PAUSED").ClickAsync();

        await Expect(visit.Sum).ToHaveTextAsync("1 of 21 jobs");
        await Expect(visit.Row(paused.Id)).ToContainTextAsync("PAUSED");
    }

    [Fact]
    public async Task It_says_what_the_list_costs_and_why_there_are_no_commands()
    {
        JobRecord job = SomeJobs.Accepted("summaries", SomeJobs.Now());
        OperationsInfo info = new("in the table jobs")
        {
            ListNote = "Each look reads the whole table.",
            WhyNoCommands = "Name the function with --function.",
        };
        await using SeededServer server = await SeededServer.StartAsync([job], info);
        await using Visit visit = await browser.OpenAsync(server.Address);

        await Expect(visit.Page.GetByText("Each look reads the whole table.")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("#place")).ToHaveTextAsync("in the table jobs");
        await visit.Row(job.Id).ClickAsync();

        await Expect(visit.Page.Locator(".reason")).ToHaveTextAsync([info.WhyNoCommands, info.WhyNoCommands]);
        ILocator cancel = visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cancel" });
        await Expect(cancel).ToHaveAttributeAsync("aria-disabled", "true");
    }

    [Fact]
    public async Task Ages_go_on()
    {
        JobRecord job = SomeJobs.Accepted("summaries", SomeJobs.Now());
        await using SeededServer server = await SeededServer.StartAsync([job]);
        await using Visit visit = await browser.OpenAsync(server.Address);
        ILocator age = visit.Row(job.Id).Locator(".age");
        string first = await age.InnerTextAsync();

        await Expect(age).Not.ToHaveTextAsync(first);

        Assert.True(SecondsOf(await age.InnerTextAsync()) > SecondsOf(first));
    }

    private static int SecondsOf(string age) => int.Parse(age.Split(' ')[0], CultureInfo.InvariantCulture);

    private static Task<string[]> IdsAsync(Visit visit, int count) =>
        visit.Rows.EvaluateAllAsync<string[]>($"rows => rows.slice(0, {count}).map(row => row.id)");
}
