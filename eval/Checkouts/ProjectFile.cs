using System.Xml;
using System.Xml.Linq;

namespace AsyncJobs.Evaluation.Checkouts;

/// <summary>A C# project of a repository, as far as its file says it. Nothing of it is run: a project file is a program.</summary>
internal sealed class ProjectFile
{
    private readonly XElement _root;

    private ProjectFile(string path, XElement root)
    {
        Path = path;
        _root = root;
    }

    public string Path { get; }

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Whether it has a package of AWS Lambda.</summary>
    public bool IsFunction => Packages.Any(static package => package.StartsWith("Amazon.Lambda.", StringComparison.OrdinalIgnoreCase));

    public bool IsTest => Packages.Any(static package => package.Equals("Microsoft.NET.Test.Sdk", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it is built with the SDK for web applications.</summary>
    public bool IsWeb => _root.Attribute("Sdk")?.Value.EndsWith(".Web", StringComparison.OrdinalIgnoreCase) == true;

    public bool HasImplicitUsings => Values("ImplicitUsings").Any(static value => value is "enable" or "true");

    /// <summary>The paths of the projects that it references.</summary>
    public IEnumerable<string> References =>
        Items("ProjectReference").Select(path => System.IO.Path.GetFullPath(System.IO.Path.Combine(Folder, path.Replace('\\', '/'))));

    private IEnumerable<string> Packages => Items("PackageReference");

    /// <summary>Reads a project.</summary>
    /// <returns>Null if it is not XML.</returns>
    public static ProjectFile? TryRead(string path)
    {
        try
        {
            return new ProjectFile(System.IO.Path.GetFullPath(path), XElement.Load(path));
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // Old projects have a namespace, new ones none.
    private IEnumerable<string> Items(string name) =>
        _root.Descendants().Where(element => element.Name.LocalName == name).Select(static element => element.Attribute("Include")?.Value).OfType<string>();

    private IEnumerable<string> Values(string name) =>
        _root.Descendants().Where(element => element.Name.LocalName == name).Select(static element => element.Value.Trim());
}
