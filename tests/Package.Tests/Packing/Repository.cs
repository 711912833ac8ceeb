using System.Reflection;

namespace AsyncJobs.Package.Tests.Packing;

/// <summary>The tree that the packages are made of.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The configuration that was built.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The version of the packages.</summary>
    public static string Version { get; } = Metadata("Version");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
