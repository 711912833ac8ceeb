using AsyncJobs.Tests;
using Microsoft.Playwright;
using Xunit;

namespace AsyncJobs.Page.Tests;

/// <summary>A real Chromium, started once.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const float Patience = 20_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (ChromiumProgram.Find() is not { } program)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", ChromiumProgram.Missing);
            return;
        }

        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program });
    }

    /// <summary>Opens the operator's page, with nothing of other tests in it. Skips the test where there is no browser.</summary>
    /// <param name="server">The server's address.</param>
    /// <param name="fragment">Which of its views.</param>
    /// <param name="options">How the browser looks; null for the usual one.</param>
    internal async Task<Visit> OpenAsync(Uri server, string fragment = "#/", BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(_browser is null, ChromiumProgram.Missing);
        IBrowserContext context = await _browser.NewContextAsync(options ?? new BrowserNewContextOptions());
        context.SetDefaultTimeout(Patience);
        Visit visit = new(context, await context.NewPageAsync());
        await visit.Page.GotoAsync(new Uri(server, "/" + fragment).AbsoluteUri);
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
