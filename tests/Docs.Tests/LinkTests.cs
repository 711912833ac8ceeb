using System.Text.RegularExpressions;
using AsyncJobs.Docs.Tests.Pages;
using AsyncJobs.Tests;
using AsyncJobs.Tests.Roslyn;
using Xunit;

namespace AsyncJobs.Docs.Tests;

/// <summary>Links between pages, and to files of the repository, lead somewhere.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Links_lead_to_a_page_and_a_heading_of_it() => Faults.AssertNone(Page.All.SelectMany(static page => Broken(page)));

    // Whoever publishes from elsewhere changes one line of the first. In the other one GitHub takes whole addresses only.
    [Fact]
    public void The_repository_s_address_is_said_once()
    {
        string address = PublishedPages.Address[..PublishedPages.Address.IndexOf("/blob/", StringComparison.Ordinal)];

        IEnumerable<string> files = Page.All.Select(static page => page.Path).Concat(Sources.All.Select(Sources.PathOf));
        Assert.Equal(
            [".github/ISSUE_TEMPLATE/config.yml", "Directory.Build.props"],
            files.Where(path => File.ReadAllText(RepositoryRoot.Combine(path)).Contains(address, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal));
    }

    // Help links of diagnostics, messages, comments, project files, forms.
    [Fact]
    public void Sources_name_pages_that_exist() => Faults.AssertNone(
        from file in Sources.All
        from line in File.ReadLines(file.FullName).Select(static (text, index) => (text, index))
        from Match mention in PageOfDocs().Matches(line.text)
        let target = "docs/" + mention.Groups[1].Value
        where !Leads(Page.Of("README.md"), target)
        select $"{Sources.PathOf(file)}:{line.index + 1}: {target} leads nowhere");

    [Fact]
    public void A_link_that_leads_nowhere_is_found()
    {
        Page page = Page.Parse("notes/a.md", "# A b\n\n## Same\n\n## Same\n\n[a](#a-b) [b](#same-1) [c](../README.md)\n[d](#c) [e](b.md) [f](../../elsewhere)\n[g]\n\n[g]: none.md\n");

        Assert.Equal(
            ["notes/a.md:8: #c leads nowhere", "notes/a.md:8: b.md leads nowhere", "notes/a.md:8: ../../elsewhere leads nowhere", "notes/a.md:11: none.md leads nowhere"],
            Broken(page));
    }

    private static IEnumerable<(int Line, string Target)> Links(Page page) =>
        from line in page.Prose.Select(static (text, index) => (text, index))
        from Match link in Link().Matches(line.text)
        select (line.index + 1, link.Groups[1].Value);

    private static IEnumerable<string> Broken(Page page) =>
        from link in Links(page)
        where !Leads(page, link.Target)
        select $"{page.Path}:{link.Line}: {link.Target} leads nowhere";

    private static bool Leads(Page page, string target)
    {
        // The last are GitHub's own pages of the repository.
        if (target.Contains("://", StringComparison.Ordinal) || GitHubPage().IsMatch(target))
            return true;

        string[] parts = target.Split('#');
        string folder = Path.GetDirectoryName(RepositoryRoot.Combine(page.Path))!;
        string path = Path.GetRelativePath(RepositoryRoot.Combine(), Path.GetFullPath(Path.Combine(folder, parts[0]))).Replace('\\', '/');
        Page? linked = parts[0].Length == 0 ? page : Page.All.SingleOrDefault(other => other.Path == path);
        return parts.Length > 1
            ? linked is not null && Headings(linked).Contains(parts[1])
            : linked is not null || (!path.StartsWith("..", StringComparison.Ordinal) && Path.Exists(RepositoryRoot.Combine(path)));
    }

    // As GitHub makes anchors of them: the second of two alike ends in -1.
    private static IEnumerable<string> Headings(Page page) =>
        from line in page.Prose
        where line.StartsWith('#')
        group line by NotOfAnchors().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-') into alike
        from anchor in alike.Select((_, index) => index == 0 ? alike.Key : $"{alike.Key}-{index}")
        select anchor;

    // A page at the root is shown two levels below the repository's own address.
    [GeneratedRegex(@"^\.\./\.\./(security/advisories/new|compare/[\w.]+)$")]
    private static partial Regex GitHubPage();

    // In the text, or below it as [text]: target.
    [GeneratedRegex(@"(?:\]\(|^\[[^\]]+\]: )([^)\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotOfAnchors();

    [GeneratedRegex(@"(?:(?<![\w.])docs/|\{Documentation\.Pages\})([\w/-]+\.(?:md|svg|png)(?:#[\w-]+)?)")]
    private static partial Regex PageOfDocs();
}
