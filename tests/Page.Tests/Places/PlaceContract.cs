using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AsyncJobs.Page.Tests.Places;

/// <summary>What the page does wherever it is served, with the program that serves it there.</summary>
public abstract class PlaceContract(Browser browser, IPagePlace place)
{
    /// <summary>How pictures of it are called.</summary>
    protected abstract string Name { get; }

    protected Browser Browser => browser;

    [Fact]
    public async Task A_job_is_found_in_the_list_and_shown_with_all_there_is()
    {
        await place.StartAsync();
        string id = await place.EndedAsync("found");
        await using Visit visit = await browser.OpenAsync(place.Address);

        await Expect(visit.Page.Locator("#place")).ToHaveTextAsync(place.Says);
        await visit.Search.FillAsync(id);
        await Expect(visit.Rows).ToHaveCountAsync(1);
        await Expect(visit.Row(id)).ToContainTextAsync(place.Job);
        await Expect(visit.Row(id)).ToContainTextAsync("Succeeded");
        await visit.Row(id).ClickAsync();

        await Expect(visit.Page.Locator(".json")).ToHaveTextAsync("\"found\"");
        await Expect(visit.Page.Locator(".timeline")).ToContainTextAsync("Attempt 1 succeeded");
        await Expect(visit.Page.Locator(".timeline")).ToContainTextAsync("Ended: Succeeded");
        await Expect(visit.Page.Locator(".facts")).ToContainTextAsync("Input");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_job_is_cancelled()
    {
        await place.StartAsync();
        string id = await place.OpenAsync();
        await using Visit visit = await browser.OpenAsync(place.Address, $"#/jobs/{id}");

        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cancel", Exact = true }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByText("Cancel the job").ClickAsync();

        await Expect(visit.Page.Locator(".state")).ToHaveTextAsync("Cancelled");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_job_runs_again_with_its_input_and_not_a_third_time()
    {
        await place.StartAsync();
        string id = await place.EndedAsync("once more");
        await using Visit visit = await browser.OpenAsync(place.Address, $"#/jobs/{id}");

        await RunAgainAsync(visit);
        await Expect(visit.Page.Locator(".timeline")).ToContainTextAsync("Runs again what was");
        string other = visit.Page.Url.Split('/')[^1];
        await place.WorkAsync();
        await Expect(visit.Page.Locator(".json")).ToHaveTextAsync("\"once more\"");
        await visit.Page.Locator(".timeline a").First.ClickAsync();
        await Expect(visit.Page.Locator(".copyable code").First).ToHaveTextAsync(id);
        await RunAgainAsync(visit);

        await Expect(visit.Page.Locator(".message")).ToHaveTextAsync($"It was run again before, as {other}. Nothing was started.");
        await visit.Page.Locator(".message a").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Uri(place.Address, $"/#/jobs/{other}").AbsoluteUri);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Without_its_program_it_says_so_and_goes_on_when_that_is_there_again()
    {
        await place.StartAsync();
        await using Visit visit = await browser.OpenAsync(place.Address);
        await Expect(visit.Page.Locator("#place")).ToHaveTextAsync(place.Says);
        ILocator bar = visit.Page.Locator("#connection");

        await place.StopAsync();
        await Expect(bar).ToContainTextAsync("Out of reach since");
        await place.StartAsync();

        await Expect(bar).ToBeHiddenAsync();
        string id = await place.OpenAsync();
        await Expect(visit.Row(id)).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData("light", 1200, false)]
    [InlineData("dark", 1200, true)]
    [InlineData("narrow", 375, false)]
    [InlineData("narrow-dark", 375, true)]
    public async Task It_fits_and_can_be_read(string look, int width, bool isDark)
    {
        await place.StartAsync();
        string id = await place.EndedAsync("looked at");
        BrowserNewContextOptions options = new()
        {
            ViewportSize = new ViewportSize { Width = width, Height = 720 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        };
        await using Visit visit = await browser.OpenAsync(place.Address, options: options);

        await Expect(visit.Row(id)).ToBeVisibleAsync();
        await LookTests.LookAsync(visit, $"{Name}-list-{look}");
        await visit.Row(id).ClickAsync();
        await Expect(visit.Page.Locator(".json")).ToBeVisibleAsync();
        await LookTests.LookAsync(visit, $"{Name}-job-{look}");
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task What_other_sites_send_is_refused(string header, string value)
    {
        await place.StartAsync();
        using HttpClient client = new() { BaseAddress = place.Address };
        using HttpRequestMessage request = new(HttpMethod.Get, "/_page/api/session");
        request.Headers.Add(header, value);

        using HttpResponseMessage reply = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
        using JsonDocument problem = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        AssertAdvice(header, problem.RootElement.GetProperty("message").GetString()!);
    }

    /// <summary>Checks what is said to do about it: each program has other options.</summary>
    protected abstract void AssertAdvice(string header, string message);

    private static async Task RunAgainAsync(Visit visit)
    {
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Run again" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByText("Run again").ClickAsync();
    }
}
