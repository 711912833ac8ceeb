namespace AsyncJobs.Lifecycle;

/// <summary>
/// Tokens of leases. Each is a ULID: ten characters of the time in milliseconds, and 80 random bits. So the item says when an attempt began without
/// an attribute for it. In upper case, as ULIDs are written, it is told apart from the tokens of 0.1.0, which are in lower case and random.
/// </summary>
internal static class LeaseToken
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int TimeLength = 10;

    /// <summary>A token that no other attempt has.</summary>
    /// <param name="startedAt">When the attempt begins.</param>
    public static string New(DateTimeOffset startedAt) => string.Create(JobId.Length, startedAt.ToUnixTimeMilliseconds(), static (text, time) =>
    {
        for (int i = TimeLength - 1; i >= 0; i--, time >>= 5)
            text[i] = Alphabet[(int)(time & 31)];
        JobId.New().AsSpan(TimeLength).ToUpperInvariant(text[TimeLength..]);
    });

    /// <summary>When the attempt of a token began; null for a token that does not say it.</summary>
    public static DateTimeOffset? TimeOf(string token)
    {
        if (token.Length != JobId.Length || token.AsSpan().ContainsAnyExcept(Alphabet))
            return null;

        long time = 0;
        foreach (char digit in token.AsSpan(0, TimeLength))
            time = (time << 5) | (long)Alphabet.IndexOf(digit);
        return time <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;
    }
}
