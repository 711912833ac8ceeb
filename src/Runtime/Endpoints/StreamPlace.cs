namespace AsyncJobs.Endpoints;

/// <summary>The place of one stream among those of its owner.</summary>
/// <param name="Key">The owner's key.</param>
/// <param name="Id">The place; null for a stream that is not counted.</param>
internal readonly record struct StreamPlace(string Key, string? Id)
{
    /// <summary>That of a stream which takes none.</summary>
    public static StreamPlace Uncounted => default;
}
