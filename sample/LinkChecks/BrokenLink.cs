namespace Sample.LinkChecks;

/// <summary>A link that does not work.</summary>
/// <param name="Url">The link, as the request has it.</param>
/// <param name="Reason">Why not, for a person.</param>
public sealed record BrokenLink(string Url, string Reason);
