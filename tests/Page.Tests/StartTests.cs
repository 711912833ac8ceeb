using System.Text.Json;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AsyncJobs.Page.Tests;

/// <summary>The form that starts a job.</summary>
public sealed class StartTests(Browser browser, LocalProgram program)
{
    private const string Customer = "O'Brien\n$HOME `id` \"x\" \\n !! €";

    [Fact]
    public async Task A_form_starts_its_job_with_all_that_was_filled_in_and_the_curl_beside_it_does_the_same()
    {
        await using Visit visit = await OpenAsync("orders");
        await FillOrderAsync(visit);
        string curl = await visit.Page.Locator(".curl").InnerTextAsync();

        await SendAsync(visit);

        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("#/jobs/[a-z0-9]{26}$"));
        JsonElement byForm = (await program.EndAsync(visit.Page.Url.Split('/')[^1])).GetProperty("result");
        JsonElement order = byForm.GetProperty("order");
        Assert.Equal("north/west & é", byForm.GetProperty("region").GetString());
        Assert.Equal("2026-03-01", byForm.GetProperty("day").GetString());
        Assert.Equal(7, byForm.GetProperty("priority").GetInt32());
        Assert.Equal("web", byForm.GetProperty("channel").GetString());
        Assert.Equal(["a b", "c&d"], byForm.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal(Customer, order.GetProperty("customer").GetString());
        Assert.Equal("Express", order.GetProperty("shipping").GetString());
        Assert.True(order.GetProperty("isGift").GetBoolean());
        Assert.Equal(9007199254740993, order.GetProperty("reference").GetInt64());
        Assert.Equal("""[{"article":"pen","count":3},{"article":"ink","count":1}]""", order.GetProperty("lines").GetRawText());
        Assert.Equal("""{"size":4}""", order.GetProperty("labels").GetRawText());
        Assert.Equal("Paris", order.GetProperty("invoice").GetProperty("city").GetString());

        JsonElement byCurl = JsonDocument.Parse((await Bash.RunAsync(curl)).Split("\n\n", 2)[^1].Split("\r\n\r\n")[^1]).RootElement;
        Assert.Equal(byForm.GetRawText(), (await program.EndAsync(byCurl.GetProperty("id").GetString()!)).GetProperty("result").GetRawText());
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Fields_become_JSON_and_JSON_becomes_fields_where_there_are_some_for_all_of_it()
    {
        await using Visit visit = await OpenAsync("orders");
        await FillOrderAsync(visit);
        ILocator json = visit.Page.GetByLabel("Body as JSON");

        await ChooseAsync(visit, "JSON");
        string text = await json.InputValueAsync();
        Assert.Contains("\"reference\": 9007199254740993", text, StringComparison.Ordinal);
        await json.FillAsync(text.Replace("\"pen\"", "\"pencil\"", StringComparison.Ordinal));
        await ChooseAsync(visit, "Fields");
        await Expect(visit.Page.GetByLabel("article").First).ToHaveValueAsync("pencil");
        await Expect(Field(visit, "reference")).ToHaveValueAsync("9007199254740993");

        await ChooseAsync(visit, "JSON");
        await json.FillAsync(text.Replace("\"customer\"", "\"other\": 1, \"customer\"", StringComparison.Ordinal));
        await ChooseAsync(visit, "Fields");
        await Expect(visit.Page.GetByText("There are no fields for all of this JSON")).ToBeVisibleAsync();
        await Expect(json).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_the_server_refuses_is_said_at_its_field()
    {
        await using Visit visit = await OpenAsync("orders");
        await FillOrderAsync(visit);
        await visit.Page.GetByLabel("count").Nth(1).FillAsync("99999999999");

        await SendAsync(visit);

        ILocator count = visit.Page.GetByLabel("count").Nth(1);
        await Expect(count).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(visit.Page.Locator(".faults")).ToContainTextAsync("$.lines[1].count");
        await Expect(visit.Page.Locator(".faults")).ToBeFocusedAsync();
        await visit.Page.Locator(".faults").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(count).ToBeFocusedAsync();
        Assert.NotEqual("", await visit.Page.Locator($"#{await count.GetAttributeAsync("id")}-fault").InnerTextAsync());
    }

    [Fact]
    public async Task Nothing_is_sent_before_what_is_required_is_there()
    {
        await using Visit visit = await OpenAsync("orders");
        int sent = 0;
        visit.Page.Request += (_, request) => sent += request.Method == "PUT" ? 1 : 0;

        await SendAsync(visit);
        await Expect(Field(visit, "region")).ToBeFocusedAsync();
        await FillOrderAsync(visit);
        await Field(visit, "region").FillAsync("..");
        await SendAsync(visit);

        await Expect(visit.Page.Locator(".faults")).ToContainTextAsync("it cannot be ..");
        await Expect(Field(visit, "region")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal(0, sent);
    }

    [Fact]
    public async Task A_key_makes_a_second_start_give_the_first_job()
    {
        await using Visit visit = await OpenAsync("notes");
        await ChooseAsync(visit, "Text");
        await visit.Page.GetByLabel("Body as text").FillAsync("once, 'twice'");
        await visit.Page.GetByText("New key").ClickAsync();

        await SendAsync(visit);
        await Expect(visit.Page.Locator(".json")).ToHaveTextAsync("\"once, 'twice'\"");
        string first = visit.Page.Url;
        await visit.Page.GoBackAsync();
        await Expect(visit.Page.GetByLabel("Body as text")).ToHaveValueAsync("once, 'twice'");
        await SendAsync(visit);

        await Expect(visit.Page).ToHaveURLAsync(first);
    }

    [Fact]
    public async Task A_job_without_a_route_is_started_too()
    {
        await using Visit visit = await OpenAsync("nightly");
        await Expect(visit.Page.GetByText("It has no route")).ToBeVisibleAsync();
        await visit.Page.GetByText("Add query parameters").ClickAsync();
        await visit.Page.GetByLabel("Name").FillAsync("days");
        await visit.Page.GetByLabel("Value").FillAsync("3");

        await SendAsync(visit);

        await Expect(visit.Page.Locator(".json")).ToHaveTextAsync("3");
    }

    private static ILocator Field(Visit visit, string label)
    {
        ILocator name = visit.Page.Locator($"label:text-matches('^{label}( \\\\*)?$')");
        return visit.Page.Locator(".field", new PageLocatorOptions { Has = name }).Locator("input, select, textarea").First;
    }

    private static Task SendAsync(Visit visit) =>
        visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Start the job" }).ClickAsync();

    private static Task ChooseAsync(Visit visit, string mode) => visit.Page.Locator(".segments").GetByText(mode).ClickAsync();

    private static async Task FillOrderAsync(Visit visit)
    {
        await Field(visit, "region").FillAsync("north/west & é");
        await Field(visit, "day").FillAsync("2026-03-01");
        await visit.Page.GetByText("Add tag").ClickAsync();
        ILocator tags = visit.Page.Locator("fieldset", new PageLocatorOptions { HasText = "tag" }).First;
        await tags.GetByText("Add an item").ClickAsync();
        await tags.GetByLabel("Item").First.FillAsync("a b");
        await tags.GetByLabel("Item").Nth(1).FillAsync("c&d");
        await Field(visit, "priority").FillAsync("7");
        await Field(visit, "X-Channel").FillAsync("web");
        await Field(visit, "customer").FillAsync(Customer);
        await visit.Page.GetByLabel("article").FillAsync("pen");
        await visit.Page.GetByLabel("count").FillAsync("3");
        ILocator lines = visit.Page.Locator(".body fieldset", new PageLocatorOptions { HasText = "lines" }).Last;
        await lines.GetByText("Add an item").ClickAsync();
        await visit.Page.GetByLabel("article").Nth(1).FillAsync("ink");
        await visit.Page.GetByLabel("count").Nth(1).FillAsync("1");
        await Field(visit, "shipping").SelectOptionAsync(new SelectOptionValue { Label = "Express" });
        await Field(visit, "isGift").SelectOptionAsync(new SelectOptionValue { Label = "true" });
        await Field(visit, "reference").FillAsync("9007199254740993");
        await visit.Page.GetByText("Add labels").ClickAsync();
        await visit.Page.GetByLabel("Name").FillAsync("size");
        await visit.Page.GetByLabel("Value").FillAsync("4");
        await visit.Page.GetByText("Add invoice").ClickAsync();
        await Field(visit, "city").FillAsync("Paris");
    }

    private async Task<Visit> OpenAsync(string job)
    {
        Visit visit = await browser.OpenAsync(program.Address, $"#/start/{job}");
        await Expect(visit.Page.Locator(".start-form")).ToBeVisibleAsync();
        return visit;
    }
}
