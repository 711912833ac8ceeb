using System.Text;
using AsyncJobs.Events;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Events;

public sealed class RequestPreferencesTests
{
    [Theory]
    [InlineData("wait=10", 10)]
    [InlineData("respond-async, wait=10", 10)]
    [InlineData("WAIT = 10", 10)]
    [InlineData("wait=10; foo=bar", 10)]
    [InlineData("wait=10;foo=\"a,wait=3\"", 10)]
    [InlineData("foo; bar=\"wait=3, \\\"wait=4\", wait=10", 10)]
    [InlineData("foo=\"x\";wait=3, wait=10", 10)]
    [InlineData("wait=\"10\"", 10)]
    [InlineData("wait=\"1\\0\"", 10)]
    [InlineData(" ,, ,wait=10,", 10)]
    [InlineData("handling=lenient,\twait=10\t;\t", 10)]
    [InlineData("@@@, ===, \u00e9, wait=10", 10)]
    [InlineData("wait=0010", 10)]
    [InlineData("wait=0", 0)]
    [InlineData("wait=2147483647", int.MaxValue)]
    [InlineData("wait=99999999999999999999999999", int.MaxValue)]
    public void The_seconds_are_found(string preferences, int expected) => Assert.Equal(expected, Parse(preferences).WaitSeconds);

    [Theory]
    [InlineData("wait=10, wait=20", 10)]
    [InlineData("wait=soon, wait=20", 0)]
    public void Of_repeated_preferences_the_first_one_counts(string preferences, int expected) => Assert.Equal(expected, Parse(preferences).WaitSeconds);

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("respond-async")]
    [InlineData("wait")]
    [InlineData("wait=")]
    [InlineData("wait=\"\"")]
    [InlineData("wait=\"")]
    [InlineData("wait=\"\\\"")]
    [InlineData("wait=-5")]
    [InlineData("wait=1.5")]
    [InlineData("wait=5 s")]
    [InlineData("wait=5x")]
    [InlineData("wait=\"5\" x")]
    [InlineData("await=5")]
    [InlineData("wait;foo=5")]
    [InlineData("foo=\"wait=5")]
    [InlineData("wait=٥")]
    public void Nonsense_and_other_preferences_count_for_nothing(string preferences) => Assert.Equal(0, Parse(preferences).WaitSeconds);

    [Theory]
    [InlineData("respond-async", true)]
    [InlineData("Respond-Async", true)]
    [InlineData("wait=10, respond-async; foo", true)]
    [InlineData("respond-async=\"\"", true)]
    [InlineData("respond-async=", true)]
    [InlineData("respond-async=no", false)]
    [InlineData("foo=\"respond-async\"", false)]
    [InlineData("wait=10; respond-async", false)]
    [InlineData("respond-asynchronously", false)]
    public void An_asynchronous_answer_is_asked_for_by_name(string preferences, bool expected) =>
        Assert.Equal(expected, Parse(preferences).RespondAsync);

    private static RequestPreferences Parse(string preferences) => RequestPreferences.Parse(Encoding.UTF8.GetBytes(preferences));
}
