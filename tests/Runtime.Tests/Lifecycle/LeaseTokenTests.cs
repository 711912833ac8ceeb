using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Lifecycle;

/// <summary>Tokens of leases tell when their attempts began.</summary>
public sealed class LeaseTokenTests
{
    public static TheoryData<long> Times => [0, 1, 31, 32, 1_469_922_850_259, 253_402_300_799_999];

    [Theory]
    [MemberData(nameof(Times))]
    public void A_token_tells_its_time_to_the_millisecond(long milliseconds)
    {
        DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

        string token = LeaseToken.New(time);

        Assert.Equal(JobId.Length, token.Length);
        Assert.Equal(time, new JobLease(token, "r", time, time).StartedAt);
    }

    // The example of https://github.com/ulid/spec.
    [Fact]
    public void The_time_is_written_as_in_a_ULID() =>
        Assert.StartsWith("01ARYZ6S41", LeaseToken.New(DateTimeOffset.FromUnixTimeMilliseconds(1_469_918_176_385)), StringComparison.Ordinal);

    [Fact]
    public void No_two_tokens_of_one_moment_are_the_same() =>
        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => LeaseToken.New(TestClock.Noon)).Distinct().Count());

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("01aryz6s41tsv4rrffq69g5fav")]
    [InlineData("01ARYZ6S41TSV4RRFFQ69G5FA")]
    [InlineData("01ARYZ6S41TSV4RRFFQ69G5FAVX")]
    [InlineData("01ARYZ6S41TSV4RRFFQ69G5FAu")]
    [InlineData("01ARYZ6S4 TSV4RRFFQ69G5FAV")]
    [InlineData("7ZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    [InlineData("ZZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    public void What_is_no_such_token_tells_no_time(string token) => Assert.Null(LeaseToken.TimeOf(token));

    [Fact]
    public void The_token_of_an_older_version_tells_no_time() =>
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.Null(LeaseToken.TimeOf(JobId.New())));
}
