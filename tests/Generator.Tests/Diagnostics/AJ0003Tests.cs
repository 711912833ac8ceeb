using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0003Tests
{
    [Fact]
    public async Task A_placeholder_without_a_parameter_is_marked_within_the_route()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports/{id}/{|AJ0003:{page}|}")]
                public static void Broken(string id, int pages, JobContext job) { }
            }
            """);

        outcome.AssertMessage("'{page}'", "[FromRoute(Name = \"page\")]");
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Fact]
    public async Task A_placeholder_that_an_attribute_takes_elsewhere_is_unbound() =>
        await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports/{|AJ0003:{id}|}")]
                public static void Broken([FromQuery] string id, JobContext job) { }
            }
            """);

    [Fact]
    public async Task A_placeholder_is_bound_by_name_in_any_case_or_by_attribute() =>
        await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports/{Id}/{page-number}")]
                public static void Sound(string id, [FromRoute(Name = "page-number")] int page, JobContext job) { }
            }
            """);
}
