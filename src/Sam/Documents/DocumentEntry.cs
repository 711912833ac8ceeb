namespace AsyncJobs.Sam.Documents;

/// <summary>A member of a map or an item of a list.</summary>
/// <param name="Key">The member's name; null for an item.</param>
/// <param name="Start">Where it starts: at its name, at the question mark before it, or at the item's value.</param>
/// <param name="Node">Its value.</param>
internal sealed record DocumentEntry(string? Key, int Start, DocumentNode Node)
{
    /// <summary>Where YAML has the colon behind its name; -1 where none is written.</summary>
    public int Colon { get; init; } = -1;
}
