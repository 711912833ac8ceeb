using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0011Tests
{
    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task A_request_without_content_has_no_body(string method)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("{{method}} /reports")]
                public static void Broken(Order {|AJ0011:order|}, JobContext job) { }
            }

            public sealed record Order(int Id);
            """);

        outcome.AssertMessage("'order'", method);
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Others_have_one(string method) =>
        await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("{{method}} /reports")]
                public static void Sound(Order order, JobContext job) { }
            }

            public sealed record Order(int Id);
            """);
}
