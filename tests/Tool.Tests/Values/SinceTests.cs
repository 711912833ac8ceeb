using AsyncJobs.Tool.Values;
using Xunit;

namespace AsyncJobs.Tool.Tests.Values;

public sealed class SinceTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2h", "2026-11-30T10:00:00Z")]
    [InlineData("2026-11-30T10:00Z", "2026-11-30T10:00:00Z")]
    [InlineData("2026-11-30T10:00:30.5Z", "2026-11-30T10:00:30.5Z")]
    [InlineData("2026-11-30T10:00+02:00", "2026-11-30T08:00:00Z")]
    public void It_is_a_time_or_so_long_ago(string text, string expected)
    {
        Assert.True(Since.TryParse(text, out Since? since));
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), since.Value.At(s_now));
    }

    // Which moment it is would depend on the machine.
    [Theory]
    [InlineData("2026-11-30T10:00")]
    [InlineData("2026-11-30")]
    [InlineData("yesterday")]
    [InlineData("10:00Z")]
    public void A_time_without_a_zone_is_refused(string text) => Assert.False(Since.TryParse(text, out _));
}
