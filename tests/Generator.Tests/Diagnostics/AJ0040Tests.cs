using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0040Tests
{
    [Theory]
    [InlineData("[{|AJ0040:\"link-check\"|}]", "'link-check'", "did you mean 'link-checks'?")]
    [InlineData("[\"link-checks\", {|AJ0040:\"Link-Checks\"|}]", "'Link-Checks'", "did you mean 'link-checks'?")]
    [InlineData("[{|AJ0040:\"mails\"|}]", "'mails'", "its jobs are 'link-checks', 'neighbour', 'summaries'")]
    [InlineData("[{|AJ0040:\"\"|}]", "''", "its jobs are")]
    [InlineData("[{|AJ0040:null!|}]", "''", "its jobs are")]
    [InlineData("new[] { {|AJ0040:\"summary\"|} }", "'summary'")]
    [InlineData("new string[] { \"summaries\", {|AJ0040:Names.Wrong|} }", "'a \"quoted\" name'")]
    public async Task A_name_that_no_job_has_is_refused_at_its_place(string list, params string[] parts)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(Source($"Starts = {list}"));

        outcome.AssertMessage(parts);
    }

    [Theory]
    [InlineData("Starts = [\"link-checks\"]")]
    [InlineData("Starts = [\"summaries\", \"link-checks\", \"neighbour\"]")]
    [InlineData("Starts = new[] { Names.Right }")]
    [InlineData("Starts = []")]
    [InlineData("Starts = new string[0]")]
    public async Task A_name_that_a_job_has_is_right(string property) => await DiagnosticTest.VerifyAsync(Source(property));

    [Fact]
    public async Task A_job_that_is_broken_may_have_the_name() =>
        await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /summaries", Starts = ["link-checks"])]
                public static void Summarize(JobContext job) { }

                [AsyncJob("POST /link-checks")]
                public static void {|AJ0014:Check|}<T>(JobContext job) { }
            }
            """);

    [Fact]
    public void What_a_job_starts_is_in_its_definition_and_its_manifest()
    {
        string generated = GeneratorRun.Strict(Source("Starts = new[] { \"summaries\", \"link-checks\" }")).FileOf("JobsSummarizeJob");

        Assert.Contains("Starts = new[] { \"link-checks\", \"summaries\" };", generated, StringComparison.Ordinal);
        Assert.Contains("  \"\"starts\"\": [\"\"link-checks\"\", \"\"summaries\"\"]\n", generated, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_starts_none_says_nothing_of_it()
    {
        string generated = GeneratorRun.Strict(Source("Starts = []")).FileOf("JobsSummarizeJob");

        Assert.DoesNotContain("Starts =", generated, StringComparison.Ordinal);
        Assert.DoesNotContain("\"starts\"", generated, StringComparison.Ordinal);
    }

    private static string Source(string property) =>
        $$"""
        public static class Names
        {
            public const string Right = "link-checks";
            public const string Wrong = "a \"quoted\" name";
        }

        public static class Jobs
        {
            [AsyncJob("POST /summaries", {{property}})]
            public static void Summarize(JobContext job) { }

            [AsyncJob("POST /link-checks")]
            public static void Check(JobContext job) { }
        }
        """;
}
