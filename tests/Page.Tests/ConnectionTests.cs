using AsyncJobs.Lifecycle;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AsyncJobs.Page.Tests;

/// <summary>What the page says when its server does not answer, or refuses.</summary>
public sealed class ConnectionTests(Browser browser)
{
    [Fact]
    public async Task Without_its_server_it_says_since_when_keeps_what_it_has_and_goes_on_by_itself()
    {
        JobRecord[] jobs = [.. SomeJobs.Of(30)];
        await using SeededServer server = await SeededServer.StartAsync(jobs);
        await using Visit visit = await browser.OpenAsync(server.Address);
        await Expect(visit.Sum).ToHaveTextAsync("30 jobs");

        await server.StopAsync();

        ILocator bar = visit.Page.Locator("#connection");
        await Expect(bar).ToContainTextAsync("Out of reach since");
        await Expect(bar).ToContainTextAsync("What is shown is from before.");
        await Expect(visit.Page.Locator("body")).ToHaveClassAsync("stale");
        await Expect(visit.Page.Locator("#announcements")).ToContainTextAsync("Out of reach since");
        await Expect(visit.Row(jobs[^1].Id)).ToBeVisibleAsync();
        await visit.Row(jobs[^1].Id).ClickAsync();
        await Expect(visit.Page.GetByText("Waiting for the server")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await server.StartAgainAsync();
        await server.AddAsync(SomeJobs.Accepted("summaries", SomeJobs.Now()));

        await Expect(bar).ToBeHiddenAsync();
        await Expect(visit.Sum).ToHaveTextAsync("31 jobs");
        await Expect(visit.Page.Locator("#announcements")).ToHaveTextAsync("The server can be reached again.");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task What_AWS_refuses_is_said_with_what_to_do_and_it_goes_on_when_it_may()
    {
        await using SeededServer server = await SeededServer.StartAsync(SomeJobs.Of(30));
        server.Refusal = "AWS refuses to read the table: sign in with aws sso login.";
        await using Visit visit = await browser.OpenAsync(server.Address);

        ILocator bar = visit.Page.Locator("#connection");
        await Expect(bar).ToContainTextAsync("Access is refused since");
        await Expect(bar).ToContainTextAsync("sign in with aws sso login");
        await Expect(visit.Rows).ToHaveCountAsync(0);
        await Expect(visit.Page.GetByText("No jobs yet")).ToHaveCountAsync(0);
        await bar.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(bar).ToContainTextAsync("Next try in");
        server.Refusal = null;

        await Expect(bar).ToBeHiddenAsync();
        await Expect(visit.Sum).ToHaveTextAsync("30 jobs");
    }
}
