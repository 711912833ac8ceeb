namespace AsyncJobs.Client.Tests;

/// <summary>A request as the server saw it.</summary>
/// <param name="At">When, since the test began.</param>
/// <param name="Method">GET and so on.</param>
/// <param name="Url">The whole URL.</param>
/// <param name="Headers">Names in any case; values joined by commas.</param>
/// <param name="Body">The body; null without one.</param>
internal sealed record SentRequest(TimeSpan At, string Method, string Url, IReadOnlyDictionary<string, string> Headers, string? Body)
{
    /// <summary>What the body is; null without one.</summary>
    public string? ContentType { get; init; }

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
