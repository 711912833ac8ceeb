using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0008Tests
{
    [Fact]
    public async Task The_later_of_two_jobs_with_one_name_is_refused()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports/{id}")]
                public static void First(string id, JobContext job) { }

                [{|AJ0008:AsyncJob("PUT /reports")|}]
                public static void Second(JobContext job) { }

                [AsyncJob("PATCH /reports", {|AJ0008:Name = "reports"|})]
                public static void Third(JobContext job) { }
            }
            """);

        Assert.All(outcome.Diagnostics, static diagnostic => Assert.Contains("'reports'", diagnostic.GetMessage(null), StringComparison.Ordinal));
        Assert.All(outcome.Diagnostics, static diagnostic => Assert.Contains("Jobs.First", diagnostic.GetMessage(null), StringComparison.Ordinal));
        Assert.NotEmpty(outcome.Run.FileOf("JobsFirstJob"));
        outcome.AssertNotGenerated("JobsSecondJob");
        outcome.AssertNotGenerated("JobsThirdJob");
    }
}
