using System.Text.RegularExpressions;
using AsyncJobs.Docs.Tests.Pages;
using Xunit;

namespace AsyncJobs.Docs.Tests;

/// <summary>The index has each page once, with a line on what it is for, and each page begins with what it is for.</summary>
public sealed partial class IndexTests
{
    private const string Index = "docs/README.md";

    private static readonly string[] s_rooms = ["start", "guides", "reference", "rules", "architecture"];

    // The rules' pages have a list of their own.
    private static IEnumerable<Page> Pages =>
        Page.All.Where(static page => page.Path.StartsWith("docs/", StringComparison.Ordinal) && page.Path != Index && !page.Path.StartsWith("docs/rules/AJ", StringComparison.Ordinal));

    [Fact]
    public void The_index_lists_every_page_with_a_line() => Assert.Equal(
        Pages.Select(static page => page.Path["docs/".Length..]).Order(StringComparer.Ordinal),
        Entries().Select(static entry => entry.Groups[2].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void An_entry_has_the_title_of_its_page() => Assert.All(
        Entries(), static entry => Assert.Equal($"# {entry.Groups[1].Value}", Page.Of($"docs/{entry.Groups[2].Value}").Prose[0]));

    [Fact]
    public void Every_page_is_in_a_room() => Assert.All(Pages, static page => Assert.Contains(page.Path.Split('/')[1], s_rooms));

    [Fact]
    public void Every_page_begins_with_what_it_is_for_and_for_whom() => Assert.All(Pages.Append(Page.Of(Index)), static page =>
    {
        string first = string.Join(' ', page.Prose.Skip(2).TakeWhile(static line => line.Length > 0));

        Assert.True(page.Prose[0].StartsWith("# ", StringComparison.Ordinal) && page.Prose[1].Length == 0, $"{page.Path} has no title.");
        Assert.True(About().IsMatch(first), $"{page.Path} begins with: {first}");
    });

    private static IEnumerable<Match> Entries() => Page.Of(Index).Prose.Select(static line => Entry().Match(line)).Where(static match => match.Success);

    [GeneratedRegex("This page .*\\. It is for |This page is for ")]
    private static partial Regex About();

    [GeneratedRegex(@"^- \[([^\]]+)\]\(([^)]+)\): \S")]
    private static partial Regex Entry();
}
