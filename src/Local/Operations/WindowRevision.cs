using System.Globalization;

namespace AsyncJobs.Local.Operations;

/// <summary>Which answer a page has had.</summary>
/// <param name="Epoch">The process that gave it.</param>
/// <param name="Number">How much had changed by then.</param>
/// <param name="Oldest">When the oldest job in it was accepted; the earliest time where it had all.</param>
internal readonly record struct WindowRevision(string Epoch, long Number, DateTimeOffset Oldest)
{
    /// <summary>Reads what a page sends back.</summary>
    /// <returns>Null where it is nothing that this process gave: the page begins again.</returns>
    public static WindowRevision? TryParse(string? text, string epoch) =>
        text?.Split('.') is [var process, var number, var oldest]
        && process == epoch
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long known)
        && long.TryParse(oldest, NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
        && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new WindowRevision(process, known, new DateTimeOffset(ticks, TimeSpan.Zero))
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}.{Number}.{Oldest.UtcTicks}");
}
