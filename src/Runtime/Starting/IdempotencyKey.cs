using AsyncJobs.Jobs;

namespace AsyncJobs.Starting;

/// <summary>Which idempotency keys a job may be started under.</summary>
internal static class IdempotencyKey
{
    private const int Longest = 255;

    /// <summary>What a key has to be.</summary>
    public static readonly string Form = $"1 to {Longest} printable ASCII characters";

    /// <summary>Whether the job needs a key and there is none.</summary>
    public static bool IsMissing(JobDefinition job, string? key) => key is null && job.RequireIdempotencyKey;

    /// <summary>Whether a request's key has the form that it has to have.</summary>
    public static bool HasForm(string key) => key.Length is >= 1 and <= Longest && key.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
}
