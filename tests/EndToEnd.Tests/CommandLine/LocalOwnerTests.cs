using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

/// <summary>Who owns a job on a laptop: the environment, or what the jobs' assemblies were built with.</summary>
public sealed class LocalOwnerTests
{
    [Theory]
    [InlineData("oid", null, "oid")]
    [InlineData("oid", "client_id", "client_id")]
    [InlineData("oid", "none", "none")]
    [InlineData(null, "client_id", "client_id")]
    [InlineData(null, null, null)]
    public void The_environment_comes_before_the_build(string? built, string? variable, string? expected) =>
        Assert.Equal(expected, LocalOwner.Of(App(built), Environment(variable)));

    [Theory]
    [InlineData("a b", null, "AsyncJobsOwner must be")]
    [InlineData("oid", "", "The environment variable ASYNCJOBS_OWNER must be")]
    public void What_is_malformed_is_named(string? built, string? variable, string expected) => Assert.StartsWith(
        expected, Assert.Throws<LocalOptionsException>(() => LocalOwner.Of(App(built), Environment(variable))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("oid", "client_id")]
    [InlineData("oid", null)]
    public void Projects_that_say_different_things_are_refused(string? one, string? other) => Assert.Contains(
        "have different AsyncJobsOwner", Assert.Throws<LocalOptionsException>(() => LocalOwner.Of(App(one, other), Environment(null))).Message, StringComparison.Ordinal);

    [Fact]
    public void Projects_that_say_the_same_are_one_application() => Assert.Equal("oid", LocalOwner.Of(App("oid", "oid"), Environment(null)));

    private static Func<string, string?> Environment(string? owner) => name => name == "ASYNCJOBS_OWNER" ? owner : null;

    private static JobApp App(params string?[] owners) => BuiltApp.With("AsyncJobs.Owner", owners);
}
