using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

/// <summary>What one owner may have and start on a laptop: the environment, or what the jobs' assemblies were built with.</summary>
public sealed class LocalLimitsTests
{
    [Theory]
    [InlineData(null, null, 0)]
    [InlineData("5", null, 5)]
    [InlineData("5", "", 5)]
    [InlineData("5", "7", 7)]
    [InlineData("5", "0", 0)]
    [InlineData(null, "1000", 1000)]
    public void The_environment_comes_before_the_build(string? built, string? variable, int expected) =>
        Assert.Equal(new LocalLimits(expected, 0), LocalLimits.Of(App(built), Environment("ASYNCJOBS_MAX_UNFINISHED_PER_OWNER", variable), null));

    [Theory]
    [InlineData("1001", null, "AsyncJobsMaxUnfinishedPerOwner must be a whole number from 1 to 1000, or 0 for no limit.")]
    [InlineData("-1", null, "AsyncJobsMaxUnfinishedPerOwner must be")]
    [InlineData("1", "ten", "The environment variable ASYNCJOBS_MAX_UNFINISHED_PER_OWNER must be")]
    public void What_is_malformed_is_named(string? built, string? variable, string expected) => Assert.StartsWith(
        expected,
        Assert.Throws<LocalOptionsException>(() => LocalLimits.Of(App(built), Environment("ASYNCJOBS_MAX_UNFINISHED_PER_OWNER", variable), null)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Starts_have_a_variable_of_their_own() => Assert.Equal(
        new LocalLimits(0, 10_000), LocalLimits.Of(App([null]), Environment("ASYNCJOBS_MAX_STARTS_PER_MINUTE_PER_OWNER", "10000"), null));

    [Fact]
    public void So_have_streams()
    {
        Assert.Equal(new LocalLimits(0, 0, 4), LocalLimits.Of(App([null]), Environment("ASYNCJOBS_MAX_STREAMS_PER_OWNER", "4"), null));
        Assert.Equal(new LocalLimits(0, 0, 5), LocalLimits.Of(BuiltApp.With("AsyncJobs.MaxStreamsPerOwner", "5"), Environment("", null), null));
        Assert.Contains(
            "counts the streams of each owner, and AsyncJobsOwner is none",
            Assert.Throws<LocalOptionsException>(() => LocalLimits.Of(App([null]), Environment("ASYNCJOBS_MAX_STREAMS_PER_OWNER", "4"), "none")).Message,
            StringComparison.Ordinal);
        Assert.Throws<LocalOptionsException>(() => LocalLimits.Of(App([null]), Environment("ASYNCJOBS_MAX_STREAMS_PER_OWNER", "101"), null));
    }

    [Fact]
    public void Projects_that_say_different_things_are_refused() => Assert.Contains(
        "have different AsyncJobsMaxUnfinishedPerOwner (5, none set)",
        Assert.Throws<LocalOptionsException>(() => LocalLimits.Of(App("5", null), Environment("", null), null)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Limits_where_nobody_owns_a_job_are_refused() => Assert.Contains(
        "AsyncJobsOwner is none", Assert.Throws<LocalOptionsException>(() => LocalLimits.Of(App("5"), Environment("", null), "None")).Message, StringComparison.Ordinal);

    private static Func<string, string?> Environment(string variable, string? value) => name => name == variable ? value : null;

    private static JobApp App(params string?[] values) => BuiltApp.With("AsyncJobs.MaxUnfinishedPerOwner", values);
}
