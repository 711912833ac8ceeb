namespace AsyncJobs.Binding;

/// <summary>The texts of arguments that are sent.</summary>
internal static class ArgumentText
{
    /// <summary>Gives the text, if it is one: UTF-8 has no place for half a character, and writers would put another one there.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static string WellFormed(string name, string text)
    {
        ReadOnlySpan<char> rest = text;
        while (rest.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and int at)
        {
            if (at + 1 == rest.Length || !char.IsSurrogatePair(rest[at], rest[at + 1]))
            {
                throw new ArgumentException(
                    $"The argument '{name}' has half of a surrogate pair without the other: no request or event can carry it.", name);
            }

            rest = rest[(at + 2)..];
        }

        return text;
    }
}
