using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace AsyncJobs.Page.Tests;

/// <summary>The operator's page in a browser, and what went wrong in it.</summary>
internal sealed class Visit : IAsyncDisposable
{
    // What the browser says of any reply that is an error, and of none. The page says it to its user.
    private const string FailedRequest = "Failed to load resource";

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _troubles = [];

    public Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, error) => _troubles.Enqueue(error);
        page.Dialog += async (_, dialog) =>
        {
            _troubles.Enqueue($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.StartsWith(FailedRequest, StringComparison.Ordinal))
                _troubles.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>The rows of jobs that are in the document.</summary>
    public ILocator Rows => Page.Locator(".grid-body .row");

    /// <summary>The filter's text.</summary>
    public ILocator Search => Page.Locator("#search");

    /// <summary>How many jobs the list says that it has.</summary>
    public ILocator Sum => Page.Locator(".sum");

    /// <summary>The row of a job.</summary>
    public ILocator Row(string id) => Page.Locator($"#row-{id}");

    /// <summary>The filter of a status.</summary>
    public ILocator Chip(string label) => Page.Locator(".chip", new PageLocatorOptions { HasText = label });

    /// <summary>No error, no dialog, and nothing that the page's policy forbids.</summary>
    public void AssertQuiet() => Assert.Empty(_troubles);

    public ValueTask DisposeAsync() => new(_context.CloseAsync());
}
