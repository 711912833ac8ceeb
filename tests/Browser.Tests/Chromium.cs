using Microsoft.Playwright;
using Xunit;

namespace AsyncJobs.Browser.Tests;

/// <summary>
/// A real Chromium, started once. It is the program that ASYNCJOBS_CHROMIUM names, as test.sh does, or else one that the PATH leads to.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>A site's name that leads to this machine, as an attacker's may.</summary>
    public const string ReboundHost = "evil.example";

    private const string Missing = "There is no Chromium: run test.sh, which installs it, or set ASYNCJOBS_CHROMIUM to the program.";

    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", Missing);
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
        Assert.SkipWhen(_browser is null, Missing);
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

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("ASYNCJOBS_CHROMIUM") is { Length: > 0 } named)
            return named;

        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return s_names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
