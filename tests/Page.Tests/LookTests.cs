using System.Reflection;
using AsyncJobs.Lifecycle;
using AsyncJobs.Local.Platform;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AsyncJobs.Page.Tests;

/// <summary>How the page looks: pictures of it, in TestResults/screenshots, and what can be measured of them.</summary>
public sealed class LookTests(Browser browser, LocalProgram program)
{
    // Of text that is not large, by WCAG AA.
    private const double LeastContrast = 4.5;

    private static readonly string s_folder = Path.Combine(
        typeof(LookTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!,
        "TestResults",
        "screenshots");

    public static TheoryData<string, int, int, bool> Looks => new()
    {
        { "light", 1200, 720, false },
        { "dark", 1200, 720, true },
        { "medium", 900, 700, false },
        { "narrow", 375, 720, false },
        { "narrow-dark", 375, 720, true },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Each_view_fits_and_can_be_read(string look, int width, int height, bool isDark)
    {
        JobRecord[] jobs = [.. SomeJobs.Of(600)];
        await using SeededServer server = await SeededServer.StartAsync(jobs);
        JobRecord failed = jobs.Last(job => job is { Status: JobStatus.Failed, Attempt: 1 });
        JobRecord succeeded = jobs.Last(job => job.Status is JobStatus.Succeeded);
        AddLog(server, failed);
        AddLog(server, succeeded);
        BrowserNewContextOptions options = new()
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        };
        await using Visit visit = await browser.OpenAsync(server.Address, "#/", options);

        await Expect(visit.Row(jobs[^1].Id)).ToBeVisibleAsync();
        await LookAsync(visit, $"list-{look}");
        await visit.Page.GotoAsync(new Uri(server.Address, $"/#/jobs/{failed.Id}").AbsoluteUri);
        await Expect(visit.Page.Locator(".log")).ToBeVisibleAsync();
        await LookAsync(visit, $"failed-{look}");
        await visit.Page.GotoAsync(new Uri(server.Address, $"/#/jobs/{succeeded.Id}").AbsoluteUri);
        await Expect(visit.Page.Locator(".json")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".log")).ToBeVisibleAsync();
        await LookAsync(visit, $"job-{look}");
        await visit.Page.GotoAsync(new Uri(program.Address, "/#/start/orders").AbsoluteUri);
        await Expect(visit.Page.Locator(".start-form")).ToBeVisibleAsync();
        await LookAsync(visit, $"start-{look}");
        await visit.Page.GotoAsync(new Uri(program.Address, "/#/reference").AbsoluteUri);
        await Expect(visit.Page.Locator(".operations")).ToBeVisibleAsync();
        await LookAsync(visit, $"reference-{look}");
        await visit.Page.GotoAsync(new Uri(program.Address, "/#/reference/orders.start").AbsoluteUri);
        await Expect(visit.Page.Locator(".reply").First).ToBeVisibleAsync();
        await LookAsync(visit, $"operation-{look}");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Nothing_moves_for_those_who_do_not_want_it()
    {
        await using SeededServer server = await SeededServer.StartAsync(SomeJobs.Of(20));
        const string Moving = "document.getAnimations().length";
        await using Visit still = await browser.OpenAsync(server.Address, options: new() { ReducedMotion = ReducedMotion.Reduce });
        await using Visit usual = await browser.OpenAsync(server.Address, options: new() { ReducedMotion = ReducedMotion.NoPreference });
        await Expect(still.Sum).ToHaveTextAsync("20 jobs");
        await Expect(usual.Sum).ToHaveTextAsync("20 jobs");

        Assert.Equal(0, await still.Page.EvaluateAsync<int>(Moving));
        Assert.NotEqual(0, await usual.Page.EvaluateAsync<int>(Moving));
    }

    internal static async Task LookAsync(Visit visit, string name)
    {
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(s_folder, $"{name}.png") });

        bool isWithin = await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth");
        Assert.True(isWithin, $"{name} is wider than the window.");
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(Faint, LeastContrast));
    }

    private static void AddLog(SeededServer server, JobRecord job)
    {
        DateTimeOffset start = job.StartedAt!.Value;
        server.Log.Add(job.Id, new KeptLine(job.CreatedAt, "info", $"job.accepted job={job.Job} status=PENDING"));
        server.Log.Add(job.Id, new KeptLine(start.AddMilliseconds(90), "info", "Read 1204 rows of the archive"));
        server.Log.Add(job.Id, new KeptLine(start.AddMilliseconds(210), "warn", "The service pricing took 2.4 s"));
        string level = job.Error is null ? "info" : "error";
        server.Log.Add(job.Id, new KeptLine(job.FinishedAt!.Value, level, $"job.finished job={job.Job} status={job.Status.ToWireName()}"));
    }

    // Each text whose colour is too near to what is behind it.
    private const string Faint =
        """
        (least) => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const rgba = (colour) => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            return canvas.getImageData(0, 0, 1, 1).data;
          };
          const light = (colour) => {
            const [r, g, b] = [...rgba(colour)]
              .map((part) => part / 255)
              .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const behind = (element) => {
            for (let at = element; at; at = at.parentElement) {
              const colour = getComputedStyle(at).backgroundColor;
              if (rgba(colour)[3] === 255)
                return colour;
            }
            return getComputedStyle(document.body).backgroundColor;
          };
          const faint = [];
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            const isSeen = element.checkVisibility({ visibilityProperty: true }) && !element.closest('.unseen, noscript, option');
            if (texts.currentNode.textContent.trim() === '' || !isSeen)
              continue;
            const [one, other] = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => b - a);
            const contrast = (one + 0.05) / (other + 0.05);
            if (contrast < least)
              faint.push(`${texts.currentNode.textContent.trim()}: ${contrast.toFixed(2)}`);
          }
          return faint;
        }
        """;
}
