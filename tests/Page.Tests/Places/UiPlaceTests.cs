using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AsyncJobs.Page.Tests.Places;

/// <summary>The page that the operator's command serves for a table.</summary>
public sealed class UiPlaceTests(Browser browser, UiPlace place) : PlaceContract(browser, place), IClassFixture<UiPlace>
{
    protected override string Name => "ui";

    [Fact]
    public async Task What_AWS_refuses_is_said_with_the_permission_and_it_goes_on_when_that_is_there()
    {
        await place.StartAsync();
        string id = await place.EndedAsync("refused");
        place.IsRefused = true;
        try
        {
            await using Visit visit = await Browser.OpenAsync(place.Address);
            ILocator bar = visit.Page.Locator("#connection");

            await Expect(bar).ToContainTextAsync("Access is refused since");
            await Expect(bar).ToContainTextAsync("the permission dynamodb:Query on the table");
            place.IsRefused = false;
            await bar.GetByRole(AriaRole.Button).ClickAsync();

            await Expect(bar).ToBeHiddenAsync();
            await Expect(visit.Row(id)).ToBeVisibleAsync();
            visit.AssertQuiet();
        }
        finally
        {
            place.IsRefused = false;
        }
    }

    [Fact]
    public async Task It_has_neither_forms_nor_a_reference_nor_log_lines_as_a_table_has_none_of_them()
    {
        await place.StartAsync();
        string id = await place.EndedAsync("plain");
        await using Visit visit = await Browser.OpenAsync(place.Address, $"#/jobs/{id}");

        await Expect(visit.Page.Locator(".json")).ToHaveTextAsync("\"plain\"");
        await Expect(visit.Page.Locator(".log")).ToBeHiddenAsync();
        await Expect(visit.Page.Locator("#links a")).ToHaveCountAsync(0);
    }

    protected override void AssertAdvice(string header, string message)
    {
        string expected = header == "Host" ? "Call it by localhost or by its address, such as 127.0.0.1." : "asyncjobs ui takes requests of its own page alone.";
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("--", message, StringComparison.Ordinal);
    }
}
