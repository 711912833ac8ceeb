using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

/// <summary>Whose pages may call on a laptop: the environment or the builds say it, and the command line adds to it.</summary>
public sealed class LocalOriginsTests
{
    private const string Page = "https://app.example.com";
    private const string Laptop = "http://localhost:5173";

    [Theory]
    [InlineData(null, null)]
    [InlineData(Page, null, Page)]
    [InlineData(Page, "https://other.example", "https://other.example")]
    [InlineData(Page, "")]
    [InlineData(null, Page, Page)]
    public void The_environment_comes_before_the_build(string? built, string? variable, params string[] expected) =>
        Assert.Equal(expected, Of(App(built), variable));

    [Fact]
    public void Those_of_the_command_line_come_with_them()
    {
        Assert.Equal([Page, Laptop, "http://127.0.0.1:3000"], Of(App(Page), null, "--cors-origin", Laptop, "--cors-origin=http://127.0.0.1:3000", "--cors-origin", Page));
        Assert.Equal([Laptop], Of(App((string?)null), null, "--cors-origin", Laptop));
        Assert.Equal(["*"], Of(App(Page), null, "--cors-origin", "*"));
    }

    [Fact]
    public void Each_project_may_have_its_own() => Assert.Equal([Page, Laptop], Of(App($"{Page} {Laptop}", null, Laptop), null));

    [Theory]
    [InlineData("https://app.example.com/", null, "AsyncJobsCorsOrigins has 'https://app.example.com/', which is not an origin")]
    [InlineData(Page, "null", "The environment variable ASYNCJOBS_CORS_ORIGINS has null")]
    public void What_is_malformed_is_named(string? built, string? variable, string expected) => Assert.StartsWith(
        expected, Assert.Throws<LocalOptionsException>(() => Of(App(built), variable)).Message, StringComparison.Ordinal);

    private static JobApp App(params string?[] origins) => BuiltApp.With("AsyncJobs.CorsOrigins", origins);

    private static IReadOnlyList<string> Of(JobApp app, string? variable, params string[] args) =>
        LocalOrigins.Of(app, LocalOptions.Parse(args), name => name == "ASYNCJOBS_CORS_ORIGINS" ? variable : null);
}
