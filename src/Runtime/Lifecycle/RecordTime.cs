namespace AsyncJobs.Lifecycle;

/// <summary>Times in the precision that records have: milliseconds.</summary>
internal static class RecordTime
{
    /// <summary>The time of a clock, as a record keeps it.</summary>
    public static DateTimeOffset RecordNow(this TimeProvider clock) => ToMilliseconds(clock.GetUtcNow());

    /// <summary>Cuts off what is shorter than a millisecond.</summary>
    public static DateTimeOffset ToMilliseconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));
}
