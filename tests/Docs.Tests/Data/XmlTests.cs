using System.Text.RegularExpressions;
using System.Xml.Linq;
using AsyncJobs.Docs.Tests.Pages;
using AsyncJobs.Tests.Roslyn;
using Xunit;

namespace AsyncJobs.Docs.Tests.Data;

/// <summary>XML in the documentation is part of a project file: its properties exist, and its packages and types too.</summary>
public sealed partial class XmlTests
{
    // What of a project file somebody reads: the package's own build files, projects of this repository, and the SDK.
    private static readonly Lazy<string[]> s_readers = new(static () =>
    [
        .. Sources("src", "*.targets"), .. Sources("src", "*.props"), .. Sources("src", "*.csproj"),
        .. Sources("templates", "*.csproj"), .. Sources("sample", "*.csproj"), .. Sources("tests", "*.csproj"),
        .. Directory.EnumerateFiles(SdkFolder(), "*.targets", SearchOption.AllDirectories).Select(File.ReadAllText),
    ]);

    public static TheoryData<string> Places { get; } = Page.PlacesOf("xml");

    [Theory]
    [MemberData(nameof(Places))]
    public void A_part_of_a_project_file_has_properties_that_exist(string place)
    {
        Block block = Page.BlockAt(place);
        XElement[] properties = [.. Properties(block)];

        Assert.All(properties, property => Assert.True(
            s_readers.Value.Any(text => Regex.IsMatch(text, $@"\$\({property.Name.LocalName}[).]|<{property.Name.LocalName}[ >]")),
            $"{place}: nothing reads {property.Name.LocalName}"));
        Assert.All(properties.Where(static property => property.Name.LocalName == "StartupObject"), property => Assert.True(
            Page.Of(block.Page).Blocks.Any(code => code.Text.Contains($"namespace {property.Value[..property.Value.LastIndexOf('.')]};", StringComparison.Ordinal) && code.Text.Contains($"class {property.Value.Split('.')[^1]}", StringComparison.Ordinal)),
            $"{place}: the page shows no {property.Value}"));
        Assert.All(Parse(block).Descendants("PackageReference"), package => Assert.Equal(VersionOf(package.Attribute("Include")!.Value), package.Attribute("Version")!.Value));
    }

    private static XElement Parse(Block block) => XElement.Parse($"<Project>{block.Text}</Project>");

    // Without a group around them, a page shows the properties alone.
    private static IEnumerable<XElement> Properties(Block block) =>
        Parse(block).Elements("PropertyGroup").Elements().Concat(Parse(block).Elements().Where(static element => !element.HasElements));

    private static string VersionOf(string package)
    {
        string file = package.StartsWith("AsyncJobs", StringComparison.Ordinal) ? "Directory.Build.props" : "Directory.Packages.props";
        XElement root = XElement.Load(RepositoryRoot.Combine(file));
        return file == "Directory.Build.props"
            ? root.Descendants("Version").Single().Value
            : root.Descendants("PackageVersion").Single(element => element.Attribute("Include")!.Value == package).Attribute("Version")!.Value;
    }

    private static IEnumerable<string> Sources(string folder, string pattern) => Directory
        .EnumerateFiles(RepositoryRoot.Combine(folder), pattern, SearchOption.AllDirectories)
        .Where(static path => !Output().IsMatch(path))
        .Select(File.ReadAllText);

    // Of the runtime that this runs on: <dotnet>/shared/Microsoft.NETCore.App/<version>.
    private static string SdkFolder() => Directory
        .EnumerateDirectories(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "sdk"))
        .Order(StringComparer.Ordinal)
        .Last();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex Output();
}
