using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0041Tests
{
    [Theory]
    [InlineData("[\"link-checks\", {|AJ0041:\"link-checks\"|}]")]
    [InlineData("new[] { \"link-checks\", \"summaries\", {|AJ0041:\"link-checks\"|} }")]
    public async Task A_name_that_is_there_twice_is_told_of(string list)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /summaries", Starts = {{list}})]
                public static void Summarize(JobContext job) { }

                [AsyncJob("POST /link-checks")]
                public static void Check(JobContext job) { }
            }
            """);

        outcome.AssertMessage("'link-checks'");
        Assert.DoesNotContain("\"link-checks\", \"link-checks\"", outcome.Run.FileOf("JobsSummarizeJob"), StringComparison.Ordinal);
    }
}
