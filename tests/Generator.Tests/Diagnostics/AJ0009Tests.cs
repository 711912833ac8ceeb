using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0009Tests
{
    [Theory]
    [InlineData("TimeoutSeconds", "0", "from 1 to 900")]
    [InlineData("TimeoutSeconds", "901", "from 1 to 900")]
    [InlineData("TimeoutSeconds", "901", "from 1 to 900, or up to 5400 if AsyncJobsCapacityProvider names the capacity provider of Lambda Managed Instances")]
    [InlineData("TimeoutSeconds", "5400", "or up to 5400 if AsyncJobsCapacityProvider")]
    [InlineData("TimeoutSeconds", "5401", "from 1 to 900")]
    [InlineData("TimeoutSeconds", "int.MinValue", "from 1 to 900")]
    [InlineData("MemorySize", "127", "from 128 to 10240")]
    [InlineData("MemorySize", "10241", "from 128 to 10240")]
    [InlineData("MaxAttempts", "0", "from 1 to 3")]
    [InlineData("MaxAttempts", "4", "from 1 to 3")]
    [InlineData("ReserveMilliseconds", "99", "from 100 to 60000")]
    [InlineData("ReserveMilliseconds", "60001", "from 100 to 60000")]
    [InlineData("RetentionHours", "0", "from 1 to 8760")]
    [InlineData("RetentionHours", "8761", "from 1 to 8760")]
    [InlineData("TotalTimeoutSeconds", "0", "from 1 to 604800")]
    [InlineData("TotalTimeoutSeconds", "604801", "from 1 to 604800")]
    [InlineData("State", "typeof(List<>)", "a complete type of data")]
    [InlineData("State", "typeof(void)", "a complete type of data")]
    [InlineData("State", "typeof(Action)", "a complete type of data")]
    [InlineData("State", "typeof(Span<int>)", "a complete type of data")]
    [InlineData("State", "typeof(Console)", "a complete type of data")]
    public async Task A_limit_out_of_range_is_refused(string property, string value, string range)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports", {|AJ0009:{{property}} = {{value}}|})]
                public static void Broken(JobContext job) { }
            }
            """);

        outcome.AssertMessage(property, range);
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Theory]
    [InlineData("TimeoutSeconds = 2")]
    [InlineData("TimeoutSeconds = 900")]
    [InlineData("TimeoutSeconds = 1, ReserveMilliseconds = 999")]
    [InlineData("MemorySize = 128")]
    [InlineData("MemorySize = 10240")]
    [InlineData("MaxAttempts = 1")]
    [InlineData("ReserveMilliseconds = 100")]
    [InlineData("ReserveMilliseconds = 60000")]
    [InlineData("RetentionHours = 1")]
    [InlineData("RetentionHours = 8760")]
    [InlineData("TotalTimeoutSeconds = 1, State = typeof(int)")]
    [InlineData("TotalTimeoutSeconds = 604800, State = typeof(int)")]
    [InlineData("State = typeof(List<int>)")]
    [InlineData("State = null")]
    public async Task The_ends_of_a_range_are_within_it(string limits) =>
        await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports", {{limits}})]
                public static void Sound(JobContext job) { }
            }
            """);

    [Theory]
    [InlineData("TimeoutSeconds = 901")]
    [InlineData("TimeoutSeconds = 5400")]
    [InlineData("{|AJ0009:TimeoutSeconds = 5401|}")]
    [InlineData("{|AJ0009:TimeoutSeconds = 0|}")]
    public async Task With_a_capacity_provider_a_timeout_may_be_longer(string limits)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(TestProject.Of(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports", {{limits}})]
                public static void Run(JobContext job) { }
            }
            """).WithProperty("AsyncJobsCapacityProvider", "arn:aws:lambda:eu-west-1:123456789012:capacity-provider:batch"));

        if (limits.Contains("AJ0009", StringComparison.Ordinal))
        {
            outcome.AssertMessage("TimeoutSeconds", "it must be from 1 to 5400");
            outcome.AssertNotGenerated("JobsRunJob");
        }
    }

    [Theory]
    [InlineData("TimeoutSeconds = 5, {|AJ0009:ReserveMilliseconds = 5000|}")]
    [InlineData("{|AJ0009:TimeoutSeconds = 1|}")]
    public async Task The_reserve_is_less_than_the_timeout(string limits)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports", {{limits}})]
                public static void Broken(JobContext job) { }
            }
            """);

        outcome.AssertMessage("ReserveMilliseconds", "less than the timeout");
    }
}
