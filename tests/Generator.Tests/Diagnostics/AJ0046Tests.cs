using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0046Tests
{
    [Theory]
    [InlineData("[FromRoute] string", "FromRoute")]
    [InlineData("[FromQuery(Name = \"y\")] string", "FromQuery")]
    [InlineData("[FromHeader] string", "FromHeader")]
    public async Task A_source_that_only_requests_have_is_refused(string parameter, string attribute)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob(Name = "nightly")]
                public static void Run({{parameter}} {|AJ0046:year|}, JobContext job) { }
            }
            """);

        outcome.AssertMessage("'year'", $"[{attribute}]", "remove the attribute", "StartAsync", "give the job a route");
        outcome.AssertNotGenerated("JobsRunJob");
    }

    [Fact]
    public async Task Values_services_and_one_object_need_no_request() =>
        await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob(Name = "nightly")]
                public static void Run(int year, string[] shops, Order order, JobContext job, [FromServices] IClock? clock = null) { }

                [AsyncJob(Name = "raw")]
                public static void Raw([FromBody] System.IO.Stream body, JobContext job) { }
            }

            public sealed record Order(int Id);

            public interface IClock;
            """);
}
