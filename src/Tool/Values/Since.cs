using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AsyncJobs.Tool.Values;

/// <summary>From when on jobs are wanted: a time, or so long ago.</summary>
/// <param name="Time">The time; null where <paramref name="Ago"/> says it.</param>
/// <param name="Ago">How long ago.</param>
internal readonly record struct Since(DateTimeOffset? Time, TimeSpan Ago)
{
    /// <summary>What <see cref="TryParse"/> takes, for messages.</summary>
    public const string Form = Durations.Form + ", or a time such as 2026-11-30T10:00Z";

    // A time without a zone would be another one on each machine.
    private static readonly string[] s_forms = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads one.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Since? since)
    {
        since = null;
        if (Durations.TryParse(text, out TimeSpan? ago))
            since = new Since(null, ago.Value);
        else if (HasZone(text) && DateTimeOffset.TryParseExact(
            text, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTimeOffset time))
        {
            since = new Since(time, default);
        }

        return since is not null;
    }

    /// <summary>The time that is meant.</summary>
    public DateTimeOffset At(DateTimeOffset now) => Time ?? now - Ago;

    private static bool HasZone(string text) => text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
}
