using System.Collections.Immutable;
using AsyncJobs.Tests.Roslyn;

namespace AsyncJobs.Docs.Tests.Pages;

/// <summary>The text files of the repository that are not pages: code, projects, scripts, forms.</summary>
internal static class Sources
{
    private static readonly string[] s_kinds = [".cs", ".csproj", ".props", ".targets", ".sh", ".yml", ".json", ".template", ".toml", ".mjs"];

    /// <summary>All of them.</summary>
    public static ImmutableArray<FileInfo> All { get; } = [.. Page.Folders.SelectMany(static folder => folder.EnumerateFiles()).Where(static file => s_kinds.Contains(file.Extension))];

    /// <summary>A file's path in the repository.</summary>
    public static string PathOf(FileInfo file) => Path.GetRelativePath(RepositoryRoot.Combine(), file.FullName).Replace('\\', '/');
}
