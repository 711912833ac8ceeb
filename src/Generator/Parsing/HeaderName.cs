namespace AsyncJobs.Generator.Parsing;

/// <summary>The names of HTTP headers.</summary>
internal static class HeaderName
{
    /// <summary>Whether a name is a token, as RFC 9110, section 5.6.2, wants it.</summary>
    public static bool IsValid(string name)
    {
        foreach (char c in name)
        {
            bool isLetterOrDigit = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
            if (!isLetterOrDigit && "!#$%&'*+-.^_`|~".IndexOf(c) < 0)
                return false;
        }

        return name.Length > 0;
    }
}
