using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

/// <summary>Whether a job's URL streams on a laptop: the environment, or what the jobs' assemblies were built with.</summary>
public sealed class LocalStreamingTests
{
    [Theory]
    [InlineData(null, null, false)]
    [InlineData("none", null, false)]
    [InlineData("rest", null, true)]
    [InlineData("FunctionUrl", null, true)]
    [InlineData("rest", "false", false)]
    [InlineData(null, "True", true)]
    [InlineData("rest", "", true)]
    public void The_environment_comes_before_the_build(string? built, string? variable, bool expected) =>
        Assert.Equal(expected, LocalStreaming.Of(App(built), Environment(variable)));

    [Theory]
    [InlineData("true", null, "AsyncJobsStreaming must be none, rest or functionUrl")]
    [InlineData("rest", "rest", "The environment variable ASYNCJOBS_STREAMING must be true or false")]
    public void What_is_malformed_is_named(string? built, string? variable, string expected) => Assert.StartsWith(
        expected, Assert.Throws<LocalOptionsException>(() => LocalStreaming.Of(App(built), Environment(variable))).Message, StringComparison.Ordinal);

    private static Func<string, string?> Environment(string? value) => name => name == "ASYNCJOBS_STREAMING" ? value : null;

    private static JobApp App(params string?[] values) => BuiltApp.With("AsyncJobs.Streaming", values);
}
