using AsyncJobs.Docs.Tests.Pages;
using Xunit;

namespace AsyncJobs.Docs.Tests.Code;

/// <summary>Each rule's page answers the same questions in the same order.</summary>
public sealed class RuleSectionTests
{
    private static readonly string[] s_sections = ["## What", "## Why", "## Example", "## Fixes", "## When to suppress"];

    public static TheoryData<string> Pages { get; } = [.. Page.All.Select(static page => page.Path).Where(static path => path.StartsWith("docs/rules/AJ", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_says_what_why_how_to_mend_it_and_when_to_suppress_it(string path)
    {
        Page page = Page.Of(path);
        string[] sections = [.. page.Prose.Where(static line => line.StartsWith("## ", StringComparison.Ordinal))];
        int example = page.Prose.IndexOf("## Example");

        // Only what the IDE can mend has fixes.
        Assert.Equal(s_sections.Where(section => section != "## Fixes" || sections.Contains(section)), sections);
        Assert.All(sections, section => Assert.True(HasText(page, page.Prose.IndexOf(section)), $"{path}: nothing is said under {section}"));
        Assert.True(
            page.Prose.Skip(example).Any(static line => line.StartsWith("Better", StringComparison.Ordinal) || line.StartsWith("None: ", StringComparison.Ordinal)),
            $"{path} has no better code.");
    }

    private static bool HasText(Page page, int section) =>
        page.Prose.Skip(section + 1).TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal)).Any(static line => line.Length > 0)
        || page.Blocks.Any(block => block.Section == page.Prose[section]["## ".Length..]);
}
