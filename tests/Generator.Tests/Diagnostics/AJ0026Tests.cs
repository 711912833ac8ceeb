using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0026Tests
{
    [Theory]
    [InlineData("[FromQuery, FromHeader] string {|AJ0026:both|}", "several sources")]
    [InlineData("string one, [FromQuery(Name = \"one\")] string {|AJ0026:two|}", "'one' has several parameters")]
    [InlineData("[FromHeader(Name = \"X-One\")] string one, [FromHeader(Name = \"x-one\")] string {|AJ0026:two|}", "'x-one' has several parameters")]
    [InlineData("[FromRoute(Name = \"id\")] string one, string {|AJ0026:id|}", "'id' has several parameters")]
    public async Task A_value_has_one_source_and_one_parameter(string parameters, string problem)
    {
        string route = parameters.Contains("FromRoute", StringComparison.Ordinal) ? "/{id}" : "";
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports{{route}}")]
                public static void Broken({{parameters}}, JobContext job) { }
            }
            """);

        outcome.AssertMessage(problem);
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Fact]
    public async Task One_name_may_come_from_several_parts_of_a_request() =>
        await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports/{id}")]
                public static void Sound(string id, [FromQuery(Name = "id")] string query, [FromHeader(Name = "id")] string header, [FromQuery(Name = "ID")] string upper, JobContext job) { }
            }
            """);
}
