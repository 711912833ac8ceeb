using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0036Tests
{
    [Theory]
    [InlineData("bad header")]
    [InlineData("X-Id:")]
    [InlineData("größe")]
    [InlineData("a/b")]
    [InlineData("(a)")]
    public async Task No_request_has_such_a_header(string name)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Broken([FromHeader(Name = "{{name}}")] string {|AJ0036:id|}, JobContext job) { }
            }
            """);

        outcome.AssertMessage($"'{name}'");
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Fact]
    public async Task Without_a_name_that_of_the_parameter_counts() =>
        await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Broken([FromHeader] string {|AJ0036:größe|}, [FromHeader(Name = "X-Size")] string höhe, [FromQuery] string länge, JobContext job) { }
            }
            """);

    [Theory]
    [InlineData("X-Request-Id")]
    [InlineData("x_1.2")]
    [InlineData("!#$%&'*+-.^_`|~")]
    public async Task A_token_is_a_name(string name) =>
        await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Run([FromHeader(Name = "{{name}}")] string id, JobContext job) { }
            }
            """);
}
