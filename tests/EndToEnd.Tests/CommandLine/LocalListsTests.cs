using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

/// <summary>By which indexes jobs are listed on a laptop: the environment, or what the jobs' assemblies were built with.</summary>
public sealed class LocalListsTests
{
    [Theory]
    [InlineData(null, null, false)]
    [InlineData("true", null, true)]
    [InlineData("False", null, false)]
    [InlineData("true", "false", false)]
    [InlineData(null, "True", true)]
    [InlineData("true", "", true)]
    public void The_environment_comes_before_the_build(string? built, string? variable, bool expected)
    {
        Assert.Equal(new LocalLists(expected, false), LocalLists.Of(BuiltApp.With("AsyncJobs.List", built), Environment("ASYNCJOBS_LIST", variable), null));
        Assert.Equal(new LocalLists(false, expected), LocalLists.Of(BuiltApp.With("AsyncJobs.ListAll", built), Environment("ASYNCJOBS_LIST_ALL", variable), null));
    }

    [Theory]
    [InlineData("yes", null, "AsyncJobsList must be")]
    [InlineData("true", "1", "The environment variable ASYNCJOBS_LIST must be")]
    public void What_is_malformed_is_named(string? built, string? variable, string expected) => Assert.StartsWith(
        expected,
        Assert.Throws<LocalOptionsException>(() => LocalLists.Of(BuiltApp.With("AsyncJobs.List", built), Environment("ASYNCJOBS_LIST", variable), null)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Lists_of_owners_where_nobody_owns_a_job_are_refused()
    {
        JobApp app = BuiltApp.With("AsyncJobs.List", "true");

        Assert.Contains("AsyncJobsOwner is none", Assert.Throws<LocalOptionsException>(() => LocalLists.Of(app, Environment("x", null), "None")).Message, StringComparison.Ordinal);
    }

    private static Func<string, string?> Environment(string variable, string? value) => name => name == variable ? value : null;
}
