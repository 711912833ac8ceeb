using AsyncJobs.Sam.Documents;

namespace AsyncJobs.Sam.Merging;

/// <summary>Finds names that a map has more than once. YAML and JSON forbid them, and most readers take the last.</summary>
internal static class DuplicateNames
{
    /// <summary>The members by their names, as most readers take them.</summary>
    public static IReadOnlyDictionary<string, DocumentNode> LastOf(IEnumerable<DocumentEntry> entries)
    {
        Dictionary<string, DocumentNode> last = new(StringComparer.Ordinal);
        foreach (DocumentEntry entry in entries)
            last[entry.Key!] = entry.Node;
        return last;
    }

    /// <summary>The members that repeat a name.</summary>
    public static IEnumerable<DocumentEntry> In(DocumentNode node)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (DocumentEntry entry in node.Entries)
        {
            if (entry.Key is { } key && key != MergeKeys.Key && !names.Add(key))
                yield return entry;
            foreach (DocumentEntry inner in In(entry.Node))
                yield return inner;
        }
    }
}
