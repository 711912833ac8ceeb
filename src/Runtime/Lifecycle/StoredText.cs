namespace AsyncJobs.Lifecycle;

/// <summary>Texts of people's own that stand in a record: an item holds 400 KB in all, and is paid for by each write.</summary>
internal static class StoredText
{
    /// <summary>The longest text, in UTF-16 code units.</summary>
    public const int Longest = 1000;

    /// <summary>The longest owner, in UTF-16 code units. A longer one is refused: a part of it would be somebody else.</summary>
    public const int LongestOwner = 1024;

    /// <summary>The text, or what fits of it.</summary>
    public static string Cut(string text)
    {
        if (text.Length <= Longest)
            return text;

        // Half a surrogate pair is no text.
        return text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
    }
}
