namespace AsyncJobs.Generator.Parsing;

/// <summary>Finds the name that was likely meant.</summary>
internal static class NearestName
{
    /// <summary>The name that needs the fewest changes of a letter, if those are few for its length; null where none is near.</summary>
    public static string? Of(string written, IEnumerable<string> names)
    {
        string? nearest = null;
        int fewest = int.MaxValue;
        foreach (string name in names)
        {
            int changes = Changes(written.ToLowerInvariant(), name);
            if (changes < fewest)
                (nearest, fewest) = (name, changes);
        }

        return nearest is not null && fewest <= Math.Max(1, Math.Max(written.Length, nearest.Length) / 3) ? nearest : null;
    }

    // Levenshtein's distance, a row at a time.
    private static int Changes(string from, string to)
    {
        int[] row = new int[to.Length + 1];
        for (int j = 0; j < row.Length; j++)
            row[j] = j;
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
