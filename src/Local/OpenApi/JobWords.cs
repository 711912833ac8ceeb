using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AsyncJobs.Local.OpenApi;

/// <summary>What the documentation comment of a job's method says, as the CommonMark that descriptions are.</summary>
/// <param name="member">The comment; null for none.</param>
internal sealed partial class JobWords(XElement? member)
{
    /// <summary>Those of an author who says nothing.</summary>
    public static JobWords None { get; } = new(null);

    /// <summary>What the job does; null where nobody says it.</summary>
    public string? Summary => TextOf(member?.Element("summary"));

    /// <summary>What else is to be known; null for nothing.</summary>
    public string? Remarks => TextOf(member?.Element("remarks"));

    /// <summary>What a parameter is; null where nobody says it. One that has another name in the request has to be found by that.</summary>
    public string? Of(string parameter) => TextOf(member?
        .Elements("param")
        .FirstOrDefault(element => parameter.Equals((string?)element.Attribute("name"), StringComparison.OrdinalIgnoreCase)));

    private static string? TextOf(XElement? element)
    {
        if (element is null)
            return null;

        StringBuilder text = new();
        Append(text, element);
        string whole = Breaks().Replace(text.ToString(), "\n\n").Trim();
        return whole.Length > 0 ? whole : null;
    }

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (XNode node in element.Nodes())
        {
            switch (node)
            {
                case XText plain:
                    text.Append(Spaces().Replace(plain.Value, " "));
                    break;
                case XElement { Name.LocalName: "para" } paragraph:
                    text.Append("\n\n");
                    Append(text, paragraph);
                    text.Append("\n\n");
                    break;
                case XElement { Name.LocalName: "c" or "code" } code:
                    text.Append('`').Append(code.Value.Trim()).Append('`');
                    break;
                case XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } reference:
                    AppendReference(text, reference);
                    break;
                case XElement other:
                    Append(text, other);
                    break;
            }
        }
    }

    private static void AppendReference(StringBuilder text, XElement reference)
    {
        if (reference.Nodes().Any())
            Append(text, reference);
        else if ((string?)reference.Attribute("href") is { } url)
            text.Append(url);
        else if ((string?)(reference.Attribute("cref") ?? reference.Attribute("langword") ?? reference.Attribute("name")) is { } name)
            text.Append('`').Append(SimpleName(name)).Append('`');
    }

    // Of M:Acme.Reports.Build(System.Int32) it is Build.
    private static string SimpleName(string name)
    {
        string plain = name.Split('(')[0];
        return plain[(plain.LastIndexOfAny(['.', ':']) + 1)..].Split('`')[0];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@" *\n\s*\n\s*")]
    private static partial Regex Breaks();
}
