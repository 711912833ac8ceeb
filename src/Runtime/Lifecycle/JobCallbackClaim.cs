namespace AsyncJobs.Lifecycle;

/// <summary>Somebody's right to try a callback, which others leave to them until its end.</summary>
/// <param name="Token">Unique to whoever has it.</param>
/// <param name="Until">When they have ended for certain.</param>
public sealed record JobCallbackClaim(string Token, DateTimeOffset Until)
{
    // Longer than the functions live that claim, settle and those of requests: whoever has not written by then has ended.
    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(2);

    /// <summary>A claim that nobody else has.</summary>
    internal static JobCallbackClaim From(DateTimeOffset now) => new(Guid.NewGuid().ToString("N"), now + s_life);
}
