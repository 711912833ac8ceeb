using System.Text;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.CodeFixes.Clients;

/// <summary>Makes the names under which logs and metrics count a service's calls: 1 to 64 letters, digits, dots, hyphens and underscores.</summary>
internal static class ServiceNames
{
    private const int Longest = 64;
    private const string Unknown = "http";

    private static readonly string[] s_endings = ["HttpClient", "ApiClient", "Client"];

    /// <summary>Of the name by which a client is registered.</summary>
    public static string OfRegistration(string name) => Valid(name);

    /// <summary>Of the type that is given the client.</summary>
    public static string OfType(ITypeSymbol type)
    {
        string name = type.Name;
        if (type.TypeKind == TypeKind.Interface && name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]))
            name = name.Substring(1);
        return Valid(Hyphened(WithoutEnding(name)));
    }

    /// <summary>Of what holds the client: a variable that says no more than that it is one is named by its class.</summary>
    public static string OfHolder(ISymbol? holder)
    {
        if (holder is null)
            return Unknown;

        string name = holder.Name;
        if (name.StartsWith("s_", StringComparison.Ordinal) || name.StartsWith("m_", StringComparison.Ordinal))
            name = name.Substring(2);
        name = WithoutEnding(name.TrimStart('_'));
        bool saysNothing = name.Length == 0 || name.Equals("client", StringComparison.OrdinalIgnoreCase)
            || name.Equals("http", StringComparison.OrdinalIgnoreCase);
        return saysNothing && holder.ContainingType is { IsImplicitlyDeclared: false } type
            && type.Name is not ("Program" or "Function" or "Functions" or "Startup")
            ? OfType(type)
            : Valid(Hyphened(name));
    }

    internal static string Valid(string name)
    {
        StringBuilder valid = new(name.Length);
        foreach (char character in name)
        {
            bool isValid = character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_';
            if (isValid)
                valid.Append(character);
            else if (valid.Length > 0 && valid[valid.Length - 1] != '-')
                valid.Append('-');
        }

        string text = valid.ToString().TrimEnd('-');
        if (text.Length > Longest)
            text = text.Substring(0, Longest);
        return text.Length == 0 ? Unknown : text;
    }

    private static string WithoutEnding(string name)
    {
        foreach (string ending in s_endings)
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
                return name.Substring(0, name.Length - ending.Length);
        }

        return name;
    }

    // PricingApi is pricing-api.
    private static string Hyphened(string name)
    {
        StringBuilder text = new(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            bool startsWord = i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                text.Append('-');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
