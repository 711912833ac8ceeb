using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AsyncJobs.Tool.Values;

/// <summary>Times as people write and read them: <c>90s</c>, <c>2h</c>, <c>1h30m</c>, <c>7d</c>.</summary>
internal static class Durations
{
    /// <summary>What <see cref="TryParse"/> takes, for messages.</summary>
    public const string Form = "a number and a unit, s, m, h or d, the largest first, such as 90s, 30m, 2h, 1h30m or 7d";

    // No job is older.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(36_500);

    /// <summary>Reads one.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TimeSpan? duration)
    {
        TimeSpan sum = TimeSpan.Zero;
        TimeSpan larger = TimeSpan.MaxValue;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        duration = null;
        if (rest.IsEmpty)
            return false;

        while (!rest.IsEmpty)
        {
            int digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > 9 || Unit(rest[digits]) is not { } unit || unit >= larger)
                return false;

            int number = int.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            if (number > (s_longest - sum) / unit)
                return false;
            sum += unit * number;
            larger = unit;
            rest = rest[(digits + 1)..];
        }

        duration = sum;
        return true;
    }

    /// <summary>Writes one with its two largest units: <c>2h 5m</c>, <c>1.2s</c>, <c>350ms</c>.</summary>
    public static string Write(TimeSpan duration)
    {
        if (duration < TimeSpan.Zero)
            duration = TimeSpan.Zero;
        return duration switch
        {
            { TotalSeconds: < 1 } => Text($"{duration.TotalMilliseconds:0}ms"),
            { TotalSeconds: < 10 } => Text($"{Math.Floor(duration.TotalSeconds * 10) / 10:0.0}s"),
            { TotalMinutes: < 1 } => Text($"{duration.Seconds}s"),
            { TotalHours: < 1 } => Text($"{duration.Minutes}m {duration.Seconds}s"),
            { TotalDays: < 1 } => Text($"{duration.Hours}h {duration.Minutes}m"),
            _ => Text($"{(int)duration.TotalDays}d {duration.Hours}h"),
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static TimeSpan? Unit(char unit) => unit switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
