using Xunit;

namespace AsyncJobs.Page.Tests.Places;

/// <summary>The page of a local host.</summary>
public sealed class LocalPlaceTests(Browser browser, LocalPlace place) : PlaceContract(browser, place), IClassFixture<LocalPlace>
{
    protected override string Name => "local";

    // It may be called by other names, and its page by no other page.
    protected override void AssertAdvice(string header, string message)
    {
        Assert.Equal(header == "Host", message.Contains("start with --allow-host evil.example.", StringComparison.Ordinal));
        Assert.DoesNotContain("--cors-origin", message, StringComparison.Ordinal);
    }
}
