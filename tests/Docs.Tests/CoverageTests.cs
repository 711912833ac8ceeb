using AsyncJobs.Docs.Tests.Code;
using AsyncJobs.Docs.Tests.Commands;
using AsyncJobs.Docs.Tests.Data;
using AsyncJobs.Docs.Tests.Pages;
using AsyncJobs.Docs.Tests.Tools;
using AsyncJobs.Tests.Roslyn;
using Xunit;

namespace AsyncJobs.Docs.Tests;

/// <summary>No block of any page escapes: each is a case of one of the tests here, or of one that is named.</summary>
public sealed class CoverageTests
{
    // The theories whose cases are the places of blocks.
    private static readonly IEnumerable<ITheoryDataRow>[] s_theories =
    [
        RulePageTests.Examples, RulePageTests.Better, BuildRulePageTests.Templates, CodeTests.Places,
        JsonTests.Places, EventStreamTests.Places, XmlTests.Places, EditorConfigTests.Places, YamlTests.Places,
        TerraformTests.Places, CdkTests.Places, CommandTests.Places,
    ];

    [Fact]
    public void Every_block_is_a_case_of_a_test()
    {
        HashSet<object?> cases = [.. s_theories.SelectMany(static rows => rows).SelectMany(static row => row.GetData())];

        Faults.AssertNone(
            Page.AllBlocks.Where(block => !cases.Contains(block.Place) && !Elsewhere.Blocks.Any(elsewhere => elsewhere.IsOf(block)))
                .Select(static block => $"{block.Place}: nothing checks a block of '{block.Language}' here"));
        Assert.True(cases.Count > 100, "The pages were not found.");
    }

    [Fact]
    public void What_is_tested_elsewhere_is() => Assert.All(Elsewhere.Blocks, static elsewhere =>
    {
        Assert.True(File.Exists(RepositoryRoot.Combine(elsewhere.Test)), elsewhere.Test);
        Assert.Contains(Path.GetFileName(elsewhere.Page), File.ReadAllText(RepositoryRoot.Combine(elsewhere.Test)), StringComparison.Ordinal);
        Assert.Contains(Page.AllBlocks, block => block.Language is "csharp" or "javascript" && elsewhere.IsOf(block));
    });

    // Markdown would make a block of it that has no fence and no language.
    [Fact]
    public void No_block_is_made_by_indentation() => Faults.AssertNone(
        from page in Page.All
        from line in page.Prose.Select(static (text, index) => (text, index))
        where line.text.StartsWith("    ", StringComparison.Ordinal) || line.text.StartsWith('\t')
        select $"{page.Path}:{line.index + 1}: put it between fences");

    [Fact]
    public void A_block_in_a_list_is_found_and_one_without_an_end_is_told()
    {
        Block block = Assert.Single(Page.Parse("a.md", "# A\n\n## B\n\n- one:\n\n  ```sh\n  ls\n  ```\n").Blocks);

        Assert.Equal(("a.md:7", "sh", "  ls", "B"), (block.Place, block.Language, block.Text, block.Section));
        Assert.Throws<FormatException>(static () => Page.Parse("a.md", "```\nls\n"));
    }
}
