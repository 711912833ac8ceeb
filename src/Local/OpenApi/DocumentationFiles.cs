using System.Reflection;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.OpenApi;

/// <summary>
/// What the authors of jobs say of them in documentation comments: from the XML files beside the program, which builds write with
/// <c>GenerateDocumentationFile</c>. A program has none of them where it is published without.
/// </summary>
internal sealed class DocumentationFiles
{
    private readonly string _folder;
    private readonly Dictionary<Assembly, List<XElement>> _members = [];

    /// <summary>Looks for files.</summary>
    /// <param name="folder">Where they are.</param>
    public DocumentationFiles(string folder) => _folder = folder;

    /// <summary>The files beside the program.</summary>
    public static DocumentationFiles OfProgram() => new(AppContext.BaseDirectory);

    /// <summary>What the author says of a job; nothing where two methods of one name could be meant.</summary>
    public JobWords Of(JobDefinition job)
    {
        Assembly assembly = job.GetType().Assembly;
        if (MethodOf(assembly, job.Name) is not { } method)
            return JobWords.None;

        XElement[] found = [.. MembersOf(assembly).Where(member => IsOf(member, method))];
        return found is [{ } only] ? new JobWords(only) : JobWords.None;
    }

    private static bool IsOf(XElement member, string method) =>
        (string?)member.Attribute("name") is { } name
        && name.StartsWith(method, StringComparison.Ordinal)
        && (name.Length == method.Length || name[method.Length] == '(');

    // The generator writes into the assembly which method a job is.
    private static string? MethodOf(Assembly assembly, string job)
    {
        foreach (string text in BuildMetadata.AllOf(assembly, ManifestNames.Job))
        {
            if (JsonNode.Parse(text) is JsonObject manifest && (string?)manifest["name"] == job)
                return $"M:{manifest["type"]}.{manifest["method"]}";
        }

        return null;
    }

    private List<XElement> MembersOf(Assembly assembly)
    {
        if (!_members.TryGetValue(assembly, out List<XElement>? members))
            _members[assembly] = members = Read(Path.Combine(_folder, assembly.GetName().Name + ".xml"));
        return members;
    }

    private static List<XElement> Read(string file)
    {
        try
        {
            return File.Exists(file) ? [.. XDocument.Load(file).Descendants("member")] : [];
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            // Another file of that name; the document does without.
            return [];
        }
    }
}
