using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

public sealed class ApiServerTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("https://api.example.com", "https://api.example.com")]
    [InlineData("https://api.example.com/prod/", "https://api.example.com/prod")]
    [InlineData("http://localhost:5080/", "http://localhost:5080")]
    public void The_environment_says_it_and_a_slash_at_its_end_is_left_out(string? value, string? expected) =>
        Assert.Equal(expected, ApiServer.Of(new JobApp([]), name => name == "ASYNCJOBS_PUBLIC_URL" ? value : null));

    [Theory]
    [InlineData("api.example.com")]
    [InlineData("/prod")]
    [InlineData("ftp://api.example.com")]
    [InlineData("https://api.example.com/?a=1")]
    public void What_is_no_such_URL_is_refused_by_its_name(string value) => Assert.StartsWith(
        "The environment variable ASYNCJOBS_PUBLIC_URL must be",
        Assert.Throws<LocalOptionsException>(() => ApiServer.Of(new JobApp([]), _ => value)).Message,
        StringComparison.Ordinal);
}
