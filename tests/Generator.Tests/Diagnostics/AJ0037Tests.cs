using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0037Tests
{
    [Theory]
    [InlineData("{|AJ0037:RetryOnTimeout = true|}, MaxAttempts = 1", "RetryOnTimeout", "MaxAttempts = 1")]
    [InlineData("MaxAttempts = 1, {|AJ0037:RetryOnTimeout = true|}", "RetryOnTimeout", "raise MaxAttempts")]
    [InlineData("{|AJ0037:TotalTimeoutSeconds = 7200|}", "TotalTimeoutSeconds", "set State")]
    [InlineData("{|AJ0037:TotalTimeoutSeconds = 86400|}, State = null", "TotalTimeoutSeconds", "set State")]
    public async Task A_property_that_another_one_makes_idle_is_told_of(string properties, params string[] parts)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports", {{properties}})]
                public static void Run(JobContext job) { }
            }
            """);

        outcome.AssertMessage(parts);
        Assert.NotEmpty(outcome.Run.FileOf("JobsRunJob"));
    }

    [Fact]
    public async Task Nobody_passes_an_authorizer_where_there_is_no_route()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob(Name = "nightly", {|AJ0037:Authorizer = "Login"|})]
                public static void Run(JobContext job) { }

                // A start from code must have a key, too.
                [AsyncJob(Name = "weekly", RequireIdempotencyKey = true)]
                public static void Weekly(JobContext job) { }
            }
            """);

        outcome.AssertMessage("Authorizer", "without a route", "give the job a route");
        Assert.DoesNotContain("Login", outcome.Run.FileOf("JobsRunJob"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RetryOnTimeout = true")]
    [InlineData("RetryOnTimeout = true, MaxAttempts = 2")]
    [InlineData("RetryOnTimeout = false, MaxAttempts = 1")]
    [InlineData("TotalTimeoutSeconds = 7200, State = typeof(int)")]
    public async Task One_that_has_an_effect_is_not(string properties) =>
        await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports", {{properties}})]
                public static void Run(JobContext job) { }
            }
            """);
}
