using AsyncJobs.Tool.Values;
using Xunit;

namespace AsyncJobs.Tool.Tests.Values;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("30m", 1800)]
    [InlineData("2h", 7200)]
    [InlineData("7d", 604_800)]
    [InlineData("1h30m", 5400)]
    [InlineData("0s", 0)]
    public void A_number_and_a_unit_is_a_time(string text, int seconds)
    {
        Assert.True(Durations.TryParse(text, out TimeSpan? duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("h")]
    [InlineData("-2h")]
    [InlineData("2 h")]
    [InlineData("2w")]
    [InlineData("1.5h")]
    [InlineData("999999999d")]
    [InlineData("99999999999h")]
    [InlineData("٢h")]
    [InlineData("30m1h")]
    [InlineData("1h1h")]
    public void Anything_else_is_none(string text) => Assert.False(Durations.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0ms")]
    [InlineData(-5, "0ms")]
    [InlineData(350, "350ms")]
    [InlineData(1_250, "1.2s")]
    [InlineData(59_999, "59s")]
    [InlineData(63_000, "1m 3s")]
    [InlineData(7_500_000, "2h 5m")]
    [InlineData(90_000_000, "1d 1h")]
    public void A_time_is_written_with_its_two_largest_units(int milliseconds, string expected) =>
        Assert.Equal(expected, Durations.Write(TimeSpan.FromMilliseconds(milliseconds)));
}
