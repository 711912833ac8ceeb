using System.Xml;
using System.Xml.Linq;
using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>
/// Reads a method's documentation comment, for what is generated in its place. A compiler that writes no documentation, and a comment that is not
/// well-formed, give none.
/// </summary>
internal static class DocumentationParser
{
    /// <param name="method">The method.</param>
    /// <param name="kept">The parameters that the generated method has, too: it cannot refer to others.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static MethodDocumentation? Parse(IMethodSymbol method, EquatableArray<ParameterModel> kept, CancellationToken cancellationToken)
    {
        string? text = method.GetDocumentationCommentXml(cancellationToken: cancellationToken);
        if (string.IsNullOrEmpty(text))
            return null;

        XElement comment;
        try
        {
            comment = XElement.Parse(text, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }

        HashSet<string> names = [];
        foreach (ParameterModel parameter in kept)
        {
            if (parameter.IsBound)
                names.Add(parameter.Name);
        }

        List<ParameterDocumentation> parameters = [];
        foreach (XElement element in comment.Elements("param"))
        {
            if (element.Attribute("name")?.Value is { } name && names.Contains(name) && TextOf(element, names) is { } documented)
                parameters.Add(new ParameterDocumentation(name, documented));
        }

        string? summary = comment.Element("summary") is { } found ? TextOf(found, names) : null;
        return summary is null && parameters.Count == 0 ? null : new MethodDocumentation(summary, new([.. parameters]));
    }

    private static string? TextOf(XElement element, HashSet<string> parameters)
    {
        foreach (XNode node in element.DescendantNodes().ToList())
        {
            if (node is XElement inner)
                Replace(inner, parameters);
            else if (node is not XText)
                node.Remove();
        }

        string text = string.Concat(element.Nodes().Select(static node => node.ToString(SaveOptions.DisableFormatting)));
        string[] lines = text.Replace("\r", "").Replace("\t", "    ").Split('\n');
        return Unindent(lines).Trim('\n', ' ') is { Length: > 0 } trimmed ? trimmed : null;
    }

    // What would not be found from the generated method becomes plain text, and what is copied from elsewhere is left out.
    private static void Replace(XElement element, HashSet<string> parameters)
    {
        string? reference = element.Attribute("cref")?.Value;
        string? name = element.Attribute("name")?.Value;
        if (element.Name.LocalName is "inheritdoc" or "include")
            element.Remove();
        else if (element.Name.LocalName is "paramref" or "typeparamref" && !(name is not null && parameters.Contains(name)))
            element.ReplaceWith(new XElement("c", name));
        else if (reference?.StartsWith("!:", StringComparison.Ordinal) == true)
            element.ReplaceWith(new XElement("c", reference.Substring(2)));
    }

    // The first line begins behind the element's tag; the others keep how far they are indented beyond each other.
    private static string Unindent(string[] lines)
    {
        int indent = int.MaxValue;
        for (int i = 1; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length > 0)
                indent = Math.Min(indent, lines[i].Length - lines[i].TrimStart().Length);
        }

        for (int i = 0; i < lines.Length; i++)
            lines[i] = (i == 0 ? lines[i].TrimStart() : lines[i].Substring(Math.Min(indent, lines[i].Length))).TrimEnd();
        return string.Join("\n", lines);
    }
}
