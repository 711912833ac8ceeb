using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AsyncJobs.Client.Tests;

public sealed class DeadlineTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(3600, 1800)]
    [InlineData(60, 30)]
    [InlineData(12, 6)]
    [InlineData(10, 5)]
    [InlineData(8, 5)]
    [InlineData(5, 5)]
    [InlineData(0.5, 0.5)]
    public void An_attempt_gets_half_of_what_is_left_or_all_of_little(double left, double expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), Deadline.After(TimeSpan.FromSeconds(left), _time).AttemptTime);

    [Fact]
    public void Without_a_deadline_an_attempt_has_no_end() =>
        Assert.Equal(Timeout.InfiniteTimeSpan, Deadline.After(Timeout.InfiniteTimeSpan, _time).AttemptTime);

    [Fact]
    public void The_attempts_of_a_server_that_hangs_fill_the_time_and_no_more() => Prop
        .ForAll(
            Gen.Choose(1, 4_000_000).ToArbitrary(),
            milliseconds =>
            {
                FakeTimeProvider time = new();
                Deadline deadline = Deadline.After(TimeSpan.FromMilliseconds(milliseconds), time);
                TimeSpan sum = TimeSpan.Zero;
                int attempts = 0;
                while (!deadline.IsOver)
                {
                    TimeSpan attempt = deadline.AttemptTime;
                    Assert.InRange(attempt, TimeSpan.FromMilliseconds(1), deadline.Remaining);
                    sum += attempt;
                    attempts++;
                    time.Advance(attempt);
                }

                Assert.InRange(sum, TimeSpan.FromMilliseconds(milliseconds - 1), TimeSpan.FromMilliseconds(milliseconds));
                Assert.InRange(attempts, 1, 15);
            })
        .Check(RandomCases.Config);

    [Fact]
    public void A_step_of_the_wall_clock_changes_nothing()
    {
        SteppedClock clock = new();
        Deadline deadline = Deadline.At(clock.GetUtcNow().AddSeconds(60), clock);

        clock.Step = TimeSpan.FromHours(-2);

        Assert.InRange(deadline.Remaining, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_pause_is_not_cut_to_whole_milliseconds()
    {
        Task pause = Deadline.After(TimeSpan.FromMinutes(1), _time).PauseAsync(TimeSpan.FromMilliseconds(10.5), TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromMilliseconds(10));
        Assert.False(pause.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        await pause;
    }

    [Fact]
    public void Times_that_no_timer_takes_are_no_error()
    {
        Deadline deadline = Deadline.After(TimeSpan.MaxValue, _time);

        using CancellationTokenSource timer = new(deadline.AttemptTime, _time);

        Assert.False(deadline.PauseAsync(TimeSpan.FromDays(1000), TestContext.Current.CancellationToken).IsCompleted);
    }

    private sealed class SteppedClock : TimeProvider
    {
        public TimeSpan Step { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Step;
    }
}
