namespace AsyncJobs.Events;

/// <summary>The answer to a <see cref="Preflight"/> of an origin that is allowed.</summary>
/// <param name="Methods">The methods that a page may use.</param>
/// <param name="Headers">The headers that it may send; null for those that need no permission.</param>
internal sealed record PreflightAnswer(string Methods, string? Headers)
{
    /// <summary>How long a browser need not ask again, in seconds: as long as Chromium goes along with.</summary>
    public const string MaxAgeSeconds = "7200";
}
