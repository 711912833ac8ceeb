using System.Reflection;

namespace AsyncJobs.Tests;

/// <summary>Where the pages of the repository are published, as the build says.</summary>
internal static class PublishedPages
{
    /// <summary>The address of the repository's files, with a slash at its end.</summary>
    public static string Address { get; } =
        typeof(PublishedPages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "RepositoryPages").Value!;

    /// <summary>The address of a rule's page.</summary>
    public static string OfRule(string id) => $"{Address}docs/rules/{id}.md";
}
