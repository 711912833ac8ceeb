using System.Text.Json;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AsyncJobs.Page.Tests;

/// <summary>The reference of the API, which the page makes of the OpenAPI document.</summary>
public sealed class ReferenceTests(Browser browser, LocalProgram program)
{
    private const string Script = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>\u202e\u001b";

    [Fact]
    public async Task Every_operation_is_reached_from_the_page_with_the_keyboard()
    {
        await using Visit visit = await browser.OpenAsync(program.Address);

        await visit.Page.Locator("#links").GetByText("Reference").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("h1")).ToBeFocusedAsync();
        await Expect(visit.Page.Locator(".operations a")).ToHaveTextAsync(
        [
            "POST /exports/{name}", "POST /failures", "POST /gates/{name}", "POST /notes", "PUT /orders/{region}/{day}",
            "GET /jobs/{id}", "DELETE /jobs/{id}", "POST /jobs/{id}/retry",
        ],
        new LocatorAssertionsToHaveTextOptions { UseInnerText = true });
        await visit.Page.Locator(".operations a").Nth(4).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("PUT /orders/{region}/{day}");
        await Expect(visit.Page.Locator("h1")).ToBeFocusedAsync();
        await visit.Page.GetByText("Start orders with a form").ClickAsync();
        await Expect(visit.Page.Locator(".start-form")).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task An_operation_is_told_with_what_it_takes_and_gives()
    {
        await using Visit visit = await OpenAsync("orders.start");

        ILocator parameters = Section(visit, "Parameters");
        await Expect(Value(parameters, "region")).ToContainTextAsync("path");
        await Expect(Value(parameters, "region")).ToContainTextAsync("required");
        await Expect(Value(parameters, "day")).ToContainTextAsync("string (date)");
        await Expect(Value(parameters, "tag")).ToContainTextAsync("array of string");
        await Expect(Value(parameters, "Idempotency-Key")).ToContainTextAsync("header");
        ILocator body = Section(visit, "Body");
        await Expect(Value(body, "shipping")).ToContainTextAsync("one of \"Standard\", \"Express\"");
        await Expect(Value(body, "labels")).ToContainTextAsync("object with members of any name, each integer");
        await Expect(Value(body, "lines")).ToContainTextAsync("array of object");
        await Expect(Value(body, "article")).ToContainTextAsync("string");
        await body.GetByText("Example", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await Expect(body.Locator("pre")).ToContainTextAsync("\"shipping\": \"Standard\"");
        ILocator replies = Section(visit, "Replies");
        await Expect(replies.Locator(".reply > summary").First).ToContainTextAsync("200");
        await Expect(replies).ToContainTextAsync("Retry-After");
        await Expect(replies.Locator(".reply:not([open]) > summary").First).ToContainTextAsync("400");
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData("orders.start", "orders")]
    [InlineData("notes.start", "notes")]
    [InlineData("failures.start", "failures")]
    public async Task Its_curl_starts_a_job(string operation, string job)
    {
        await using Visit visit = await OpenAsync(operation);

        string reply = await Bash.RunAsync(await visit.Page.Locator(".sticky pre").InnerTextAsync());

        Assert.StartsWith("HTTP/1.1 202 ", reply, StringComparison.Ordinal);
        using JsonDocument started = JsonDocument.Parse(reply.Split("\r\n\r\n")[^1]);
        Assert.Equal(job, started.RootElement.GetProperty("job").GetString());
    }

    [Fact]
    public async Task A_type_that_has_itself_as_a_member_opens_one_level_after_the_other()
    {
        await using Visit visit = await OpenAsync("orders.start");
        ILocator careOf = Value(Section(visit, "Body"), "careOf");
        await visit.Page.EvaluateAsync(Open, "invoice");

        await Expect(careOf).ToHaveCountAsync(1);
        await visit.Page.EvaluateAsync(Open, "careOf");

        await Expect(careOf).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Whatever_a_document_says_is_text()
    {
        string document = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["info"] = new { title = Script },
            ["paths"] = new Dictionary<string, object>
            {
                ["/" + Script] = new
                {
                    post = new
                    {
                        operationId = Script,
                        summary = Script,
                        parameters = new[] { new { name = Script, @in = Script, description = Script, required = true, schema = new { type = "string", pattern = Script } } },
                        requestBody = new { content = new Dictionary<string, object> { ["application/json"] = new { schema = new { type = "object", description = Script, properties = new Dictionary<string, object> { [Script] = new { type = Script, @enum = new[] { Script } } } } } } },
                        responses = new Dictionary<string, object> { [Script] = new { description = Script } },
                    },
                },
            },
        });
        await using SeededServer server = await SeededServer.StartAsync([], openApi: document);
        await using Visit visit = await browser.OpenAsync(server.Address, "#/reference");

        await Expect(visit.Page.Locator(".operations a")).ToContainTextAsync("onerror=alert(1)");
        await Expect(visit.Page.Locator(".operations a")).ToContainTextAsync("\\u202E\\u001B");
        await visit.Page.Locator(".operations a").ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToContainTextAsync("onerror=alert(1)");
        await Expect(Section(visit, "Parameters")).ToContainTextAsync("onerror=alert(1)");
        await Expect(Section(visit, "Body")).ToContainTextAsync("onerror=alert(1)");

        Assert.Equal(0, await visit.Page.Locator("img:not([src='/_page/icon.svg']), script:not([src='/_page/page.js']), [onerror]").CountAsync());
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Where_there_is_nothing_to_show_it_says_why()
    {
        await using Visit other = await browser.OpenAsync(program.Address, "#/reference/no-such");
        await Expect(other.Page.GetByText("There is no such operation")).ToBeVisibleAsync();
        await other.Page.GetByText("← API reference").ClickAsync();
        await Expect(other.Page.Locator(".operations")).ToBeVisibleAsync();

        await using SeededServer without = await SeededServer.StartAsync([]);
        await using Visit none = await browser.OpenAsync(without.Address, "#/reference");
        await Expect(none.Page.GetByText("This server has no OpenAPI document")).ToBeVisibleAsync();
        await Expect(none.Page.Locator("#links a")).ToHaveCountAsync(0);

        await using SeededServer broken = await SeededServer.StartAsync([], openApi: "{");
        await using Visit unread = await browser.OpenAsync(broken.Address, "#/reference");
        await Expect(unread.Page.GetByText("The OpenAPI document cannot be read")).ToBeVisibleAsync();
    }

    // Of a member by its name, however deep it is.
    private const string Open =
        """
        (name) => {
          const members = [...document.querySelectorAll('.value')].filter((value) => value.querySelector('.named > code').textContent === name);
          members.at(-1).querySelector('details').open = true;
        }
        """;

    private static ILocator Section(Visit visit, string title) =>
        visit.Page.Locator("section", new PageLocatorOptions { Has = visit.Page.Locator($"h2:text-matches('^{title}')") });

    private static ILocator Value(ILocator section, string name) => section.Locator($".value:has(> .named > code:text-is('{name}'))");

    private async Task<Visit> OpenAsync(string operation)
    {
        Visit visit = await browser.OpenAsync(program.Address, $"#/reference/{operation}");
        await Expect(visit.Page.Locator(".sticky pre")).ToBeVisibleAsync();
        return visit;
    }
}
