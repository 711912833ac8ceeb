using System.Collections.Concurrent;
using System.Xml.Linq;
using AsyncJobs.Docs.Tests.Data;
using AsyncJobs.Docs.Tests.Pages;
using Xunit;

namespace AsyncJobs.Docs.Tests.Code;

/// <summary>
/// A rule's page shows code that the rule reports, and after "Better" code that it does not. Both are compiled, with the generator and all analyzers:
/// the first has to have that diagnostic and no other, the second none.
/// </summary>
public sealed class RulePageTests
{
    // What is said of a page's example is asked for by each of its better ones.
    private static readonly ConcurrentDictionary<string, Lazy<Task<(bool IsReported, Verdict Verdict)>>> s_reports = new();

    public static TheoryData<string> Ids { get; } = [.. Page.All.Select(static page => page.Path).Where(IsRule).Select(static path => Path.GetFileNameWithoutExtension(path))];

    public static TheoryData<string> Examples { get; } = Page.PlacesOf("csharp", static block => IsRule(block.Page) && IsBefore(block));

    public static TheoryData<string> Better { get; } = Page.PlacesOf("csharp", static block => IsRule(block.Page) && !IsBefore(block));

    internal static bool IsRule(string page) => page.StartsWith("docs/rules/AJ", StringComparison.Ordinal) && !BuildRulePageTests.IsRule(page);

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_example_is_reported(string id)
    {
        Example example = ExampleOf($"docs/rules/{id}.md");

        (bool isReported, Verdict verdict) = await ReportAsync(example);

        Assert.True(isReported, $"{example.Block.Place} is not reported by {id} alone. {verdict}");
    }

    [Theory]
    [MemberData(nameof(Better))]
    public async Task The_better_code_is_not(string place)
    {
        Example example = Example.Of(Page.BlockAt(place));
        Example before = ExampleOf(example.Block.Page);

        (_, Verdict reported) = await ReportAsync(before);

        Verdict verdict = await Trials.RunAsync(
            example,
            before.Properties.SetItems(ProjectFileOf(example.Block.Page)).SetItems(example.Properties),
            [before],
            static verdict => verdict.IsClean,
            reported.Trial.Setting,
            isTogether: HasJob(before) && !HasJob(example));

        Assert.True(verdict.IsClean, $"{place} does not compile, or is reported. {verdict}");
    }

    // Where the project's file is what has to change, the example is mended by that alone.
    [Theory]
    [InlineData("AJ0028")]
    public async Task The_better_project_file_mends_the_example(string id)
    {
        Example before = ExampleOf($"docs/rules/{id}.md");

        (_, Verdict reported) = await ReportAsync(before);

        Verdict verdict = await (reported.Trial with { Properties = before.Properties.SetItems(ProjectFileOf(before.Block.Page)) }).JudgeAsync();

        Assert.True(verdict.IsClean, verdict.ToString());
    }

    private static Task<(bool IsReported, Verdict Verdict)> ReportAsync(Example example) =>
        s_reports.GetOrAdd(example.Block.Page, _ => new(() => JudgeAsync(example))).Value;

    // Code without the job that is reported is what its project lacks.
    private static bool HasJob(Example example) => example.Block.Text.Contains("[AsyncJob(", StringComparison.Ordinal);

    private static async Task<(bool IsReported, Verdict Verdict)> JudgeAsync(Example example)
    {
        string id = Path.GetFileNameWithoutExtension(example.Block.Page);
        string page = Page.Of(example.Block.Page).Text;
        Verdict verdict = await Trials.RunAsync(example, example.Properties, [], verdict => verdict.Reports(id, page));
        return (verdict.Reports(id, page), verdict);
    }

    private static bool IsBefore(Block block) => block.Section == "Example" && !block.Before.Contains("Better", StringComparison.Ordinal)
        && Page.Of(block.Page).Blocks.First(other => other.Language == "csharp") == block;

    private static Example ExampleOf(string page) => Example.Of(Page.Of(page).Blocks.Single(static block => block.Language == "csharp" && IsBefore(block)));

    private static IEnumerable<KeyValuePair<string, string>> ProjectFileOf(string page) =>
        from block in Page.Of(page).Blocks
        where block.Language == "xml"
        from property in XElement.Parse($"<PropertyGroup>{block.Text}</PropertyGroup>").Elements()
        select KeyValuePair.Create(property.Name.LocalName, property.Value);
}
