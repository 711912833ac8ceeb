using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0004Tests
{
    [Theory]
    [InlineData("[FromRoute] string {|AJ0004:name|}", "{name}")]
    [InlineData("[FromRoute(Name = \"other\")] string {|AJ0004:id|}", "{other}")]
    public async Task A_route_parameter_needs_its_placeholder(string parameter, string placeholder)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Broken({{parameter}}, JobContext job) { }
            }
            """);

        outcome.AssertMessage(placeholder);
        outcome.AssertNotGenerated("JobsBrokenJob");
    }
}
