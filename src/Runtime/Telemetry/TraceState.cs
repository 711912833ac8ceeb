namespace AsyncJobs.Telemetry;

/// <summary>Reads <c>tracestate</c> of W3C Trace Context: what the systems on a request's way say of its trace, the last one first.</summary>
/// <remarks>https://www.w3.org/TR/trace-context-2/#tracestate-header</remarks>
internal static class TraceState
{
    /// <summary>How many characters are passed on, as many as W3C asks for.</summary>
    public const int LongestKept = 512;

    private const int MostMembers = 32;
    private const int LongestKey = 256;
    private const int LongestValue = 256;
    private const int LongMember = 128;

    /// <summary>Reads a header, or several of them with commas between.</summary>
    /// <returns>
    /// Its members without the white space around them, each key once, as many as fit; null where there are none, or one of them is malformed.
    /// </returns>
    public static string? Read(string header)
    {
        List<string> members = [];
        ReadOnlySpan<char> rest = header;
        int count = 0;
        while (!rest.IsEmpty)
        {
            ReadOnlySpan<char> member = TakeMember(ref rest);
            if (member.IsEmpty)
                continue;
            if (++count > MostMembers || !IsMember(member))
                return null;
            if (!HasKey(members, member[..(member.IndexOf('=') + 1)]))
                members.Add(member.ToString());
        }

        Cut(members);
        return members.Count == 0 ? null : string.Join(',', members);
    }

    private static ReadOnlySpan<char> TakeMember(ref ReadOnlySpan<char> list)
    {
        int comma = list.IndexOf(',');
        ReadOnlySpan<char> member = comma < 0 ? list : list[..comma];
        list = comma < 0 ? default : list[(comma + 1)..];
        return member.Trim(" \t");
    }

    private static bool IsMember(ReadOnlySpan<char> member)
    {
        int equals = member.IndexOf('=');
        return equals >= 0 && IsKey(member[..equals]) && IsValue(member[(equals + 1)..]);
    }

    private static bool IsKey(ReadOnlySpan<char> key) =>
        key.Length is > 0 and <= LongestKey
        && (char.IsAsciiLetterLower(key[0]) || char.IsAsciiDigit(key[0]))
        && !key.ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789_-*/@");

    // No comma can be left in it.
    private static bool IsValue(ReadOnlySpan<char> value) =>
        value.Length is > 0 and <= LongestValue && !value.ContainsAnyExceptInRange(' ', '~') && !value.Contains('=');

    // Of a key that is there twice the first is the younger one.
    private static bool HasKey(List<string> members, ReadOnlySpan<char> start)
    {
        foreach (string member in members)
        {
            if (member.AsSpan().StartsWith(start))
                return true;
        }

        return false;
    }

    // Long members go first, then the oldest, as W3C says.
    private static void Cut(List<string> members)
    {
        int length = members.Count - 1;
        foreach (string member in members)
            length += member.Length;

        while (length > LongestKept)
        {
            int victim = members.FindLastIndex(static member => member.Length > LongMember);
            if (victim < 0)
                victim = members.Count - 1;
            length -= members[victim].Length + 1;
            members.RemoveAt(victim);
        }
    }
}
