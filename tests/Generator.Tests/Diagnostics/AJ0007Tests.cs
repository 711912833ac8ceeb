using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0007Tests
{
    [Theory]
    [InlineData("POST /{id}")]
    [InlineData("POST /1/{id}")]
    [InlineData("POST /{id}/a2345678901234567890123456789012345678901")]
    public async Task A_route_that_makes_no_name_asks_for_one(string route)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob({|AJ0007:"{{route}}"|})]
                public static void Broken(string id, JobContext job) { }
            }
            """);

        outcome.AssertMessage($"'{route}'", "set Name");
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Theory]
    [InlineData("AsyncJob", "BuildReportAsync", "build-report")]
    [InlineData("AsyncJob()", "Import", "import")]
    [InlineData("AsyncJob(TimeoutSeconds = 60)", "ImportCSV", "import-csv")]
    [InlineData("AsyncJob", "Größe", "gre")]
    public async Task A_job_without_a_route_has_no_name_of_its_own(string attribute, string method, string proposed)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [{|AJ0007:{{attribute}}|}]
                public static void {{method}}(JobContext job) { }
            }
            """);

        outcome.AssertMessage("A job without a route", $"Name = \"{proposed}\"");
        outcome.AssertNotGenerated($"Jobs{method}Job");
    }

    [Theory]
    [InlineData("POST /Link_Checks/{id}", "link-checks")]
    [InlineData("POST /v1.2/{id}/pages", "v1-2-pages")]
    [InlineData("POST /2026/{id}/--x--", "x")]
    [InlineData("POST /I/{id}", "i")]
    public async Task The_literal_segments_make_the_name(string route, string name)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("{{route}}")]
                public static void Sound(string id, JobContext job) { }
            }
            """);

        Assert.Contains($"\"{name}\"", outcome.Run.FileOf("JobsSoundJob"), StringComparison.Ordinal);
    }
}
