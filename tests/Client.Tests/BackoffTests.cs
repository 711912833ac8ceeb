using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AsyncJobs.Client.Tests;

public sealed class BackoffTests
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_max = TimeSpan.FromSeconds(10);

    // Attempts far beyond what doubling a number can stand, and times from nothing to days.
    private static readonly Gen<TimeSpan> s_span = Gen.OneOf(
        Gen.Constant(TimeSpan.Zero),
        Gen.Choose(0, 20_000).Select(ms => TimeSpan.FromMilliseconds(ms)),
        Gen.Choose(0, 3 * 24 * 3600).Select(seconds => TimeSpan.FromSeconds(seconds)));

    private static readonly Gen<Case> s_case =
        from attempt in Gen.OneOf(Gen.Choose(0, 12), Gen.Choose(0, int.MaxValue))
        from first in s_span
        from max in s_span
        from atLeast in s_span
        from remaining in Gen.Frequency((1, Gen.Constant(Timeout.InfiniteTimeSpan)), (4, s_span))
        from random in Gen.Choose(0, 999).Select(thousandths => thousandths / 1000d)
        select new Case(attempt, first, max, atLeast, remaining, random);

    [Fact]
    public void A_pause_is_never_less_than_the_server_asks_unless_the_deadline_is_nearer() => Check(it =>
        it.Pause >= (it.HasDeadline && it.Remaining < it.AtLeast ? it.Remaining : it.AtLeast));

    [Fact]
    public void A_pause_never_goes_beyond_the_deadline() => Check(it => !it.HasDeadline || it.Pause <= it.Remaining);

    [Fact]
    public void The_random_part_stays_within_its_bounds() => Check(it => it.Pause - it.AtLeast <= it.Max && it.Pause >= TimeSpan.Zero);

    [Fact]
    public void A_pause_grows_with_the_random_number() => Check(it => it.Pause <= (it with { Random = 1 }).Pause);

    [Fact]
    public void A_pause_never_shrinks_with_the_attempts() => Check(it => it.Attempt == int.MaxValue || it.Pause <= (it with { Attempt = it.Attempt + 1 }).Pause);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 1)]
    [InlineData(4, 8)]
    [InlineData(5, 10)]
    [InlineData(5000, 10)]
    public void The_bound_doubles_with_each_attempt(int attempt, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.Pause(attempt, s_first, s_max, TimeSpan.Zero, Timeout.InfiniteTimeSpan, 1));
        Assert.Equal(TimeSpan.FromSeconds(seconds / 4), Backoff.Pause(attempt, s_first, s_max, TimeSpan.Zero, Timeout.InfiniteTimeSpan, 0.25));
        Assert.Equal(TimeSpan.Zero, Backoff.Pause(attempt, s_first, s_max, TimeSpan.Zero, Timeout.InfiniteTimeSpan, 0));
    }

    [Fact]
    public void Nothing_doubled_without_end_is_nothing() =>
        Assert.Equal(TimeSpan.FromSeconds(10), Backoff.Pause(5000, TimeSpan.Zero, s_max, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan, 1));

    [Fact]
    public void Those_who_are_told_the_same_second_are_spread_over_as_long_again()
    {
        TimeSpan told = TimeSpan.FromSeconds(5);

        Assert.Equal(told, Backoff.Pause(0, s_first, s_max, told, Timeout.InfiniteTimeSpan, 0));
        Assert.Equal(told * 1.5, Backoff.Pause(0, s_first, s_max, told, Timeout.InfiniteTimeSpan, 0.5));
        Assert.Equal(told * 2, Backoff.Pause(0, s_first, s_max, told, Timeout.InfiniteTimeSpan, 1));
    }

    private static void Check(Func<Case, bool> holds) =>
        Prop.ForAll(s_case.ToArbitrary(), holds).Check(RandomCases.Config.WithMaxTest(2000));

    private sealed record Case(int Attempt, TimeSpan First, TimeSpan Max, TimeSpan AtLeast, TimeSpan Remaining, double Random)
    {
        public bool HasDeadline => Remaining != Timeout.InfiniteTimeSpan;

        public TimeSpan Pause => Backoff.Pause(Attempt, First, Max, AtLeast, Remaining, Random);
    }
}
