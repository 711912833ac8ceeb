using System.Xml;
using System.Xml.Linq;

namespace AsyncJobs.Evaluation.Checkouts;

/// <summary>A C# project of a repository, as far as its file says it. Nothing of it is run: a project file is a program.</summary>
internal sealed class ProjectFile
{
    private const string Shared = "Directory.Build.props";
    private const int FirstNewRestSharp = 107;

    private readonly XElement _root;
    private readonly XElement[] _all;

    private ProjectFile(string path, XElement root, IEnumerable<XElement> shared)
    {
        Path = path;
        _root = root;
        _all = [root, .. shared];
    }

    public string Path { get; }

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Whether it has a package of AWS Lambda itself.</summary>
    public bool HasLambda => Packages.Any(static package => package.StartsWith("Amazon.Lambda.", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it has a version of RestSharp from before its types were given other names and members.</summary>
    public bool HasOldRestSharp => Elements("PackageReference").Any(static element =>
        element.Attribute("Include")?.Value.Equals("RestSharp", StringComparison.OrdinalIgnoreCase) == true
        && Version.TryParse(element.Attribute("Version")?.Value, out Version? version) && version.Major < FirstNewRestSharp);

    public bool IsTest => Packages.Any(static package => package.Equals("Microsoft.NET.Test.Sdk", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it is built with the SDK for web applications.</summary>
    public bool IsWeb => Sdk?.EndsWith(".Web", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether it is built into a program: as it says itself, or else its folders, or else its SDK.</summary>
    public bool IsProgram => NearestOf("OutputType") is { } type
        ? type.EndsWith("Exe", StringComparison.OrdinalIgnoreCase)
        : IsWeb || Sdk?.EndsWith(".Worker", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>What it says that AWS's tools should take it for; null if it says nothing.</summary>
    public string? AwsProjectType => NearestOf("AWSProjectType");

    public bool HasImplicitUsings => Values("ImplicitUsings").Any(static value => value is "enable" or "true");

    /// <summary>The paths of the projects that it references.</summary>
    public IEnumerable<string> References =>
        Items("ProjectReference").Select(path => System.IO.Path.GetFullPath(System.IO.Path.Combine(Folder, path.Replace('\\', '/'))));

    private string? Sdk => _root.Attribute("Sdk")?.Value;

    private IEnumerable<string> Packages => Items("PackageReference");

    /// <summary>Reads a project.</summary>
    /// <returns>Null if it is not XML.</returns>
    public static ProjectFile? TryRead(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        return TryLoad(path) is { } root ? new ProjectFile(path, root, SharedOf(path).Select(TryLoad).OfType<XElement>()) : null;
    }

    private static XElement? TryLoad(string path)
    {
        try
        {
            return XElement.Load(path);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // What the folders above it say for all projects in them, up to the clone's own.
    private static IEnumerable<string> SharedOf(string path)
    {
        for (string? folder = System.IO.Path.GetDirectoryName(path); folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            string shared = System.IO.Path.Combine(folder, Shared);
            if (File.Exists(shared))
                yield return shared;
            if (Directory.Exists(System.IO.Path.Combine(folder, ".git")))
                yield break;
        }
    }

    // Old projects have a namespace, new ones none.
    private IEnumerable<string> Items(string name) =>
        Elements(name).Select(static element => element.Attribute("Include")?.Value).OfType<string>();

    private IEnumerable<string> Values(string name) => Elements(name).Select(static element => element.Value.Trim());

    // The nearest file that says it counts, and there the last word.
    private string? NearestOf(string name) => _all
        .Select(root => root.Descendants().LastOrDefault(element => element.Name.LocalName == name)?.Value.Trim())
        .FirstOrDefault(static value => value is not null);

    private IEnumerable<XElement> Elements(string name) =>
        _all.SelectMany(static root => root.Descendants()).Where(element => element.Name.LocalName == name);
}
