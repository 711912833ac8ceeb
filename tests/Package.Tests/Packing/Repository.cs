using System.Reflection;
using System.Xml.Linq;

namespace AsyncJobs.Package.Tests.Packing;

/// <summary>The tree that the packages are made of.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The configuration that was built.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The version of the packages.</summary>
    public static string Version { get; } = Metadata("Version");

    /// <summary>What the tests of a new project take from elsewhere.</summary>
    public static IEnumerable<(string Id, string Version)> PackagesOfTemplateTests =>
        from package in XElement.Load(Path.Combine(Root, "templates/content/asyncjobs/tests/MyJobs.Tests/MyJobs.Tests.csproj")).Descendants("PackageReference")
        let id = (string)package.Attribute("Include")!
        where !id.StartsWith("AsyncJobs", StringComparison.Ordinal)
        select (id, (string)package.Attribute("Version")!);

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
