using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0005Tests
{
    [Theory]
    [InlineData("GET /jobs/{id}")]
    [InlineData("DELETE /jobs/{id}")]
    [InlineData("POST /jobs/{id}/retry")]
    [InlineData("POST /jobs/{id}/callback")]
    public async Task The_status_endpoint_is_taken(string route)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob({|AJ0005:"{{route}}"|}, Name = "broken")]
                public static void Broken(string id, JobContext job) { }
            }
            """);

        outcome.AssertMessage(route);
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Theory]
    [InlineData("POST /jobs/{id}")]
    [InlineData("GET /jobs/{id}/pages")]
    [InlineData("POST /jobs/{id}/retries")]
    [InlineData("GET /jobs/{id}/retry")]
    [InlineData("GET /jobs")]
    [InlineData("GET /v1/jobs/{id}")]
    public async Task Its_neighbours_are_free(string route)
    {
        string parameter = route.Contains("{id}", StringComparison.Ordinal) ? "string id, " : "";
        await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("{{route}}", Name = "sound")]
                public static void Sound({{parameter}}JobContext job) { }
            }
            """);
    }
}
