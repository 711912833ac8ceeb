using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Names as C# writes them.</summary>
internal static class Identifier
{
    /// <summary>Puts an @ before a keyword. <c>await</c> is one only in an async method, where generated code may use the name.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || name == "await" ? "@" + name : name;

    /// <summary>Makes a namespace of a name that need not be one, such as that of a project.</summary>
    public static string ToNamespace(string name)
    {
        if (name.Length == 0)
            return name;

        string[] parts = name.Split('.');
        for (int i = 0; i < parts.Length; i++)
            parts[i] = Escape(ToIdentifier(parts[i]));
        return string.Join(".", parts);
    }

    private static string ToIdentifier(string text)
    {
        char[] chars = text.ToCharArray();
        for (int i = 0; i < chars.Length; i++)
        {
            if (!SyntaxFacts.IsIdentifierPartCharacter(chars[i]))
                chars[i] = '_';
        }

        string name = new(chars);
        return name.Length > 0 && SyntaxFacts.IsIdentifierStartCharacter(name[0]) ? name : "_" + name;
    }
}
