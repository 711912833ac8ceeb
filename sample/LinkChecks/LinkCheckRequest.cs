namespace Sample.LinkChecks;

/// <summary>The body of <c>POST /link-checks</c>.</summary>
/// <param name="Urls">The links to check; a link that stands there twice is checked once.</param>
public sealed record LinkCheckRequest(IReadOnlyList<string> Urls);
