using AsyncJobs.Tests;
using Microsoft.Playwright;
using Xunit;

namespace AsyncJobs.Browser.Tests;

/// <summary>A real Chromium, started once.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>A site's name that leads to this machine, as an attacker's may.</summary>
    public const string ReboundHost = "evil.example";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (ChromiumProgram.Find() is not { } program)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", ChromiumProgram.Missing);
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = [$"--host-resolver-rules=MAP {ReboundHost} 127.0.0.1"],
        });
    }

    /// <summary>Opens a page with nothing of other tests in it. Skips the test where there is no browser.</summary>
    /// <param name="url">What it shows.</param>
    /// <returns>The page, and the reply to it.</returns>
    public async Task<(IPage Page, IResponse Reply)> OpenAsync(Uri url)
    {
        Assert.SkipWhen(_browser is null, ChromiumProgram.Missing);
        IBrowserContext context = await _browser.NewContextAsync();
        IPage page = await context.NewPageAsync();
        return (page, (await page.GotoAsync(url.AbsoluteUri))!);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
