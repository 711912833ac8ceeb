namespace AsyncJobs.Sam.Verification;

/// <summary>A member of a map, or an item of a list.</summary>
/// <param name="Name">Its name; empty for an item.</param>
/// <param name="Start">Where the name begins, or the item.</param>
/// <param name="Value">Its value.</param>
internal sealed record ContentMember(string Name, int Start, Content Value);
