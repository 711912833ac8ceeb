namespace AsyncJobs.Chaos;

/// <summary>Chance that a seed and a subject decide alone, so that it is the same in every run, in whatever order things happen.</summary>
internal readonly struct Dice(int seed, string subject)
{
    /// <summary>A number from 0 to 1 for a question.</summary>
    public double Roll(string question)
    {
        ulong hash = 14695981039346656037 ^ (uint)seed;
        foreach (string text in (ReadOnlySpan<string>)[subject, "/", question])
        {
            foreach (char c in text)
                hash = (hash ^ c) * 1099511628211;
        }

        // The last letters reach the upper bits only by another round.
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        hash *= 0xc4ceb9fe1a85ec53;
        hash ^= hash >> 33;
        return (hash >> 11) / (double)(1UL << 53);
    }

    public bool Happens(string question, double percent) => Roll(question) * 100 < percent;

    public int Choose(string question, int from, int to) => from + (int)(Roll(question) * (to - from));
}
