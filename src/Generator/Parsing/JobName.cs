using System.Text;

namespace AsyncJobs.Generator.Parsing;

/// <summary>The names of jobs.</summary>
internal static class JobName
{
    private const int Longest = 40;

    /// <summary>1 to 40 lower-case letters, digits and hyphens, starting with a letter.</summary>
    public static bool IsValid(string name)
    {
        if (name.Length is 0 or > Longest || name[0] is not (>= 'a' and <= 'z'))
            return false;

        foreach (char c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
                return false;
        }

        return true;
    }

    /// <summary>The literal segments of a route, joined by hyphens; null where they make no valid name.</summary>
    public static string? FromTemplate(string template)
    {
        if (IsValidSegment(template))
            return template.Substring(1);

        StringBuilder name = new(template.Length);
        foreach (string segment in template.Split('/'))
        {
            if (segment.Length == 0 || segment[0] == '{')
                continue;

            Separate(name);
            foreach (char c in segment)
            {
                if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
                    name.Append(c);
                else if (c is >= 'A' and <= 'Z')
                    name.Append(char.ToLowerInvariant(c));
                else
                    Separate(name);
            }
        }

        while (name.Length > 0 && name[name.Length - 1] == '-')
            name.Length--;
        int start = 0;
        while (start < name.Length && name[start] is '-' or (>= '0' and <= '9'))
            start++;

        string text = name.ToString(start, name.Length - start);
        return IsValid(text) ? text : null;
    }

    /// <summary>A name to propose, made of a method's: <c>ImportAsync</c> is <c>import</c>.</summary>
    public static string Proposed(string method)
    {
        const string suffix = "Async";
        int length = method.Length > suffix.Length && method.EndsWith(suffix, StringComparison.Ordinal)
            ? method.Length - suffix.Length
            : method.Length;
        StringBuilder name = new(method.Length);
        for (int i = 0; i < length; i++)
        {
            char c = method[i];
            if (c is >= 'A' and <= 'Z' && (i == 0 || method[i - 1] is not (>= 'A' and <= 'Z')))
                Separate(name);
            if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or (>= 'A' and <= 'Z'))
                name.Append(char.ToLowerInvariant(c));
        }

        string text = name.ToString();
        return IsValid(text) ? text : "nightly";
    }

    private static bool IsValidSegment(string template)
    {
        for (int i = 1; i < template.Length; i++)
        {
            if (template[i] is not ((>= 'a' and <= 'z') or '-') || (template[i] == '-' && template[i - 1] is '-' or '/'))
                return false;
        }

        return template.Length is > 1 and <= Longest + 1 && template[template.Length - 1] != '-';
    }

    private static void Separate(StringBuilder name)
    {
        if (name.Length > 0 && name[name.Length - 1] != '-')
            name.Append('-');
    }
}
