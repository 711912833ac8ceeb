using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0023Tests
{
    [Fact]
    public async Task A_method_that_nothing_can_stop_gets_a_warning()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void {|AJ0023:Run|}(int count) { }
            }
            """);

        outcome.AssertMessage("'Run'", "CancellationToken");
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, Assert.Single(outcome.Diagnostics).DefaultSeverity);
        Assert.NotEmpty(outcome.Run.FileOf("JobsRunJob"));
    }

    [Theory]
    [InlineData("JobContext job")]
    [InlineData("CancellationToken token")]
    [InlineData("InvocationBudget budget")]
    public async Task A_method_that_can_be_stopped_gets_none(string parameter) =>
        await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Run({{parameter}}) { }
            }
            """);

    [Fact]
    public async Task The_constructor_may_take_it() =>
        await DiagnosticTest.VerifyAsync(
            """
            public sealed class Jobs(CancellationToken token)
            {
                [AsyncJob("POST /reports")]
                public string Run() => $"{token}";
            }
            """);
}
