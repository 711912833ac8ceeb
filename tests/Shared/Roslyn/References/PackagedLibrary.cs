using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Xml.Linq;

namespace AsyncJobs.Tests.Roslyn.References;

/// <summary>A real library: a row of tests/Analyzers.Tests/Libraries/Packages.props, whose packages a restore has put into NuGet's folder.</summary>
internal sealed record PackagedLibrary(ImmutableArray<string> Needs, ImmutableArray<string> Oldest, ImmutableArray<string> Newest) : Library(Needs)
{
    // What a project for .NET 10 takes of a package, the best first.
    private static readonly string[] s_frameworks =
    [
        "net10.0", "net9.0", "net8.0", "net7.0", "net6.0", "net5.0", "netcoreapp3.1", "netcoreapp3.0", "netcoreapp2.1", "netstandard2.1", "netstandard2.0",
        "netstandard1.6", "netstandard1.5", "netstandard1.3", "netstandard1.1", "netstandard1.0",
    ];

    private static readonly string s_packages = typeof(PackagedLibrary).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static metadata => metadata.Key == "NuGetPackageRoot").Value!;

    public static FrozenDictionary<string, PackagedLibrary> All { get; } =
        XDocument.Load(RepositoryRoot.Combine("tests", "Analyzers.Tests", "Libraries", "Packages.props")).Descendants("Library").ToFrozenDictionary(
            static row => row.Attribute("Include")!.Value,
            static row => new PackagedLibrary(
                List(row.Attribute("Needs")?.Value),
                List(row.Element("Oldest")?.Value, ';'),
                List(row.Element("Newest")?.Value, ';')),
            StringComparer.Ordinal);

    public bool HasOldest => !Oldest.IsEmpty;

    public IEnumerable<LibraryAssembly> Assemblies(LibraryAge age) =>
        (age == LibraryAge.Oldest && HasOldest ? Oldest : Newest).SelectMany(static package => FilesOf(package)).Select(LibraryAssembly.Of);

    private static string[] FilesOf(string package)
    {
        // NuGet names folders in small letters.
        string folder = Path.Combine([s_packages, .. package.ToLowerInvariant().Split('@')]);
        string? assemblies = new[] { "ref", "lib" }
            .SelectMany(kind => s_frameworks.Select(framework => Path.Combine(folder, kind, framework)))
            .FirstOrDefault(Directory.Exists);
        return assemblies is not null
            ? Directory.GetFiles(assemblies, "*.dll")
            : throw new DirectoryNotFoundException($"{package} has no assemblies for .NET 10 in {folder}. Restore the project, or mend Packages.props.");
    }
}
