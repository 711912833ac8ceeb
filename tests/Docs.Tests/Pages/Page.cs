using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AsyncJobs.Tests.Roslyn;
using Xunit;

namespace AsyncJobs.Docs.Tests.Pages;

/// <summary>A page of the documentation: any Markdown file of the repository.</summary>
internal sealed partial record Page(string Path, string Text, ImmutableArray<Block> Blocks, ImmutableArray<string> Prose)
{
    // What builds, tools and their packages leave behind.
    private static readonly string[] s_notOurs = ["bin", "obj", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts"];

    /// <summary>The folders of the repository that somebody writes in.</summary>
    public static IEnumerable<DirectoryInfo> Folders => Find(new DirectoryInfo(RepositoryRoot.Combine()));

    /// <summary>All pages of the repository.</summary>
    public static ImmutableArray<Page> All { get; } =
        [.. Folders.SelectMany(static folder => folder.EnumerateFiles("*.md")).Select(Read).OrderBy(static page => page.Path, StringComparer.Ordinal)];

    /// <summary>All blocks of all pages.</summary>
    public static IEnumerable<Block> AllBlocks => All.SelectMany(static page => page.Blocks);

    /// <summary>What stands in back quotes outside of blocks, with its line.</summary>
    public IEnumerable<(int Line, string Text)> Spans =>
        from line in Prose.Select(static (text, index) => (text, index))
        from Match span in Span().Matches(line.text)
        select (line.index + 1, span.Groups[1].Value);

    public static Page Of(string path) => All.Single(page => page.Path == path);

    public static Block BlockAt(string place) => AllBlocks.Single(block => block.Place == place);

    /// <summary>The places of all blocks in a language, for theories.</summary>
    public static TheoryData<string> PlacesOf(string language, Func<Block, bool>? where = null) =>
        [.. AllBlocks.Where(block => block.Language == language && where?.Invoke(block) != false).Select(static block => block.Place)];

    /// <summary>Reads a page; what is inside of blocks is an empty line of its prose.</summary>
    internal static Page Parse(string path, string text)
    {
        ImmutableArray<Block>.Builder blocks = ImmutableArray.CreateBuilder<Block>();
        List<string> prose = [];
        string section = "";
        List<string> before = [];
        List<string>? inside = null;
        (int Line, string Language) open = (0, "");
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            Match fence = Fence().Match(lines[i]);
            prose.Add(inside is null && !fence.Success ? lines[i] : "");
            if (fence.Success && inside is null)
            {
                inside = [];
                open = (i + 1, fence.Groups[1].Value.Trim());
            }
            else if (fence.Success)
            {
                blocks.Add(new Block(path, open.Line, open.Language, string.Join('\n', inside!), string.Join('\n', before), section));
                inside = null;
                before.Clear();
            }
            else if (inside is not null)
            {
                inside.Add(lines[i]);
            }
            else if (lines[i].StartsWith("## ", StringComparison.Ordinal))
            {
                section = lines[i][3..];
                before.Clear();
            }
            else
            {
                before.Add(lines[i]);
            }
        }

        return inside is null ? new Page(path, text, blocks.ToImmutable(), [.. prose]) : throw new FormatException($"{path}:{open.Line}: the block does not end.");
    }

    private static Page Read(FileInfo file) => Parse(System.IO.Path.GetRelativePath(RepositoryRoot.Combine(), file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName));

    private static IEnumerable<DirectoryInfo> Find(DirectoryInfo folder) =>
        folder.EnumerateDirectories().Where(static inner => (!inner.Name.StartsWith('.') || inner.Name == ".github") && !s_notOurs.Contains(inner.Name))
            .SelectMany(Find).Prepend(folder);

    [GeneratedRegex(@"^\s*```(.*)$")]
    private static partial Regex Fence();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Span();
}
