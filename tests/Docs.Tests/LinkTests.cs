using System.Text.RegularExpressions;
using AsyncJobs.Docs.Tests.Pages;
using AsyncJobs.Tests.Roslyn;
using Xunit;

namespace AsyncJobs.Docs.Tests;

/// <summary>Links between pages, and to files of the repository, lead somewhere.</summary>
public sealed partial class LinkTests
{
    private const string Published = "https://github.com/asyncjobs/asyncjobs/blob/main/";

    [Fact]
    public void Links_lead_to_a_page_and_a_heading_of_it() => Faults.AssertNone(Page.All.SelectMany(Broken));

    private static IEnumerable<string> Broken(Page page)
    {
        string folder = Path.GetDirectoryName(RepositoryRoot.Combine(page.Path))!;
        foreach ((string line, int index) in page.Prose.Select(static (line, index) => (line, index)))
        {
            foreach (string target in Link().Matches(line).Select(static match => match.Groups[1].Value))
            {
                bool isPublished = target.StartsWith(Published, StringComparison.Ordinal);
                if (!isPublished && target.Contains("://", StringComparison.Ordinal))
                    continue;

                string[] parts = (isPublished ? target[Published.Length..] : target).Split('#');
                string path = parts[0].Length == 0 ? RepositoryRoot.Combine(page.Path) : Path.GetFullPath(Path.Combine(isPublished ? RepositoryRoot.Combine() : folder, parts[0]));
                if (!Path.Exists(path) || (parts.Length > 1 && !Headings(path).Contains(parts[1])))
                    yield return $"{page.Path}:{index + 1}: {target} leads nowhere";
            }
        }
    }

    // As GitHub makes anchors of them.
    private static IEnumerable<string> Headings(string path) =>
        from line in Page.Of(Path.GetRelativePath(RepositoryRoot.Combine(), path).Replace('\\', '/')).Prose
        where line.StartsWith('#')
        select NotOfAnchors().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotOfAnchors();
}
