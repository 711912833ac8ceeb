using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

/// <summary>Whether callers may remove their jobs on a laptop: the environment, or what the jobs' assemblies were built with.</summary>
public sealed class LocalPurgeTests
{
    [Theory]
    [InlineData(null, null, false)]
    [InlineData("true", null, true)]
    [InlineData("False", null, false)]
    [InlineData("true", "false", false)]
    [InlineData(null, "True", true)]
    [InlineData("true", "", true)]
    public void The_environment_comes_before_the_build(string? built, string? variable, bool expected) =>
        Assert.Equal(expected, LocalPurge.Of(App(built), Environment(variable)));

    [Theory]
    [InlineData("yes", null, "AsyncJobsPurge must be")]
    [InlineData("true", "1", "The environment variable ASYNCJOBS_PURGE must be")]
    public void What_is_malformed_is_named(string? built, string? variable, string expected) => Assert.StartsWith(
        expected, Assert.Throws<LocalOptionsException>(() => LocalPurge.Of(App(built), Environment(variable))).Message, StringComparison.Ordinal);

    [Fact]
    public void Projects_that_say_different_things_are_refused() => Assert.Contains(
        "have different AsyncJobsPurge (true, none set)", Assert.Throws<LocalOptionsException>(() => LocalPurge.Of(App("true", null), Environment(null))).Message, StringComparison.Ordinal);

    private static Func<string, string?> Environment(string? value) => name => name == "ASYNCJOBS_PURGE" ? value : null;

    private static JobApp App(params string?[] values) => BuiltApp.With("AsyncJobs.Purge", values);
}
