using System.Globalization;

namespace AsyncJobs.Lifecycle;

/// <summary>Times in the precision that records have: milliseconds.</summary>
internal static class RecordTime
{
    /// <summary>The time of a clock, as a record keeps it.</summary>
    public static DateTimeOffset RecordNow(this TimeProvider clock) => ToMilliseconds(clock.GetUtcNow());

    /// <summary>The time as replies show it, always with three digits: <c>2026-01-31T08:00:00.000Z</c>.</summary>
    public static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Cuts off what is shorter than a millisecond.</summary>
    public static DateTimeOffset ToMilliseconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));
}
