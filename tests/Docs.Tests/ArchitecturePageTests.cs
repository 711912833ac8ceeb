using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AsyncJobs.Docs.Tests.Pages;
using AsyncJobs.Tests.Roslyn;
using Xunit;

namespace AsyncJobs.Docs.Tests;

/// <summary>The pages about the inside name rooms, files, types and members that are there.</summary>
public sealed partial class ArchitecturePageTests
{
    private static readonly Lazy<FrozenSet<string>> s_words = new(static () => Sources.All
        .Where(static file => !Sources.PathOf(file).StartsWith("tests/Docs.Tests/", StringComparison.Ordinal))
        .SelectMany(static file => Word().Matches(File.ReadAllText(file.FullName)).Select(static word => word.Value))
        .ToFrozenSet(StringComparer.Ordinal));

    private static IEnumerable<Page> Pages => Page.All.Where(static page =>
        page.Path is "ARCHITECTURE.md" or "CONTRIBUTING.md" or "docs/reference/guarantees.md" || page.Path.StartsWith("docs/architecture/", StringComparison.Ordinal));

    [Fact]
    public void Types_and_members_are_there() => Faults.AssertNone(
        from page in Pages
        from span in page.Spans
        where Names().IsMatch(span.Text)
        from Match name in Word().Matches(span.Text)
        where !s_words.Value.Contains(name.Value)
        select $"{page.Path}:{span.Line}: there is no {name.Value}");

    // What a page calls by its path within the project that it is about.
    [Fact]
    public void Files_of_a_project_are_there() => Faults.AssertNone(
        from page in Pages
        from span in page.Spans
        where FileOfProject().IsMatch(span.Text)
            && !Sources.All.Any(file => Sources.PathOf(file).EndsWith("/" + span.Text, StringComparison.Ordinal) || Sources.PathOf(file) == span.Text)
        select $"{page.Path}:{span.Line}: there is no {span.Text}");

    [Theory]
    [InlineData("ARCHITECTURE.md", "The rooms of the runtime", "src/Runtime")]
    [InlineData("docs/architecture/analysis.md", "The rooms", "src/Analyzers")]
    public void A_table_of_rooms_has_every_room(string page, string heading, string project)
    {
        IEnumerable<string> table = Page.Of(page).Prose.SkipWhile(line => line.TrimStart('#').Trim() != heading || !line.StartsWith('#')).Skip(1)
            .TakeWhile(static line => !line.StartsWith('#'));

        Assert.Equal(
            Directory.EnumerateDirectories(RepositoryRoot.Combine(project)).Select(static path => Path.GetFileName(path)!).Where(static name => char.IsAsciiLetterUpper(name[0])).Order(StringComparer.Ordinal),
            table.Select(static line => Room().Match(line)).Where(static match => match.Success).Select(static match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_of_projects_has_every_project() => Assert.All(
        Directory.EnumerateDirectories(RepositoryRoot.Combine("src")).Select(static path => "src/" + Path.GetFileName(path)),
        static project => Assert.Contains(Page.Of("ARCHITECTURE.md").Prose, line => line.StartsWith($"| `{project}` | ", StringComparison.Ordinal)));

    [Fact]
    public void Every_suite_is_named_to_who_contributes() => Assert.All(
        Directory.EnumerateDirectories(RepositoryRoot.Combine("tests"), "*.Tests").Select(static path => "tests/" + Path.GetFileName(path)),
        static suite => Assert.Contains(suite, Page.Of("CONTRIBUTING.md").Text, StringComparison.Ordinal));

    // JobStarter, JobTransition.SaveState, ITypeSymbol
    [GeneratedRegex(@"^[A-Z][a-z]\w*(\.[A-Z]\w*)*$|^I[A-Z][a-z]\w*$")]
    private static partial Regex Names();

    [GeneratedRegex(@"^[A-Z]\w*/[\w/]+\.cs$")]
    private static partial Regex FileOfProject();

    [GeneratedRegex(@"^\| `?([A-Z]\w+)`? \| ")]
    private static partial Regex Room();

    [GeneratedRegex(@"\b[A-Za-z_]\w*")]
    private static partial Regex Word();
}
