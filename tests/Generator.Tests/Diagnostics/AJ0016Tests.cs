using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0016Tests
{
    [Theory]
    [InlineData("void", "{|AJ0016:Hidden|} hidden")]
    [InlineData("void", "[FromBody] {|AJ0016:List<Hidden[]>|} hidden")]
    [InlineData("void", "{|AJ0016:Hidden.Inner|} hidden")]
    [InlineData("void", "{|AJ0016:Secret?|} hidden")]
    [InlineData("void", "{|AJ0016:Local|} hidden")]
    [InlineData("{|AJ0016:Hidden|}", "int count")]
    [InlineData("{|AJ0016:Task<Hidden>|}", "int count")]
    [InlineData("{|AJ0016:ValueTask<(int, Secret)>|}", "int count")]
    public async Task A_type_that_generated_code_cannot_see_is_refused(string result, string parameter)
    {
        TestProject project = TestProject.Of(
            $$"""
            public class Jobs
            {
                private sealed class Hidden
                {
                    public sealed class Inner;
                }

                protected enum Secret { A }

                [AsyncJob("POST /reports")]
                internal static {{result}} Broken({{parameter}}, JobContext job) => throw new InvalidOperationException();
            }

            file sealed class Local;
            """);

        // The compiler finds the signature inconsistent as well, in words of its own.
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(project with { UserWarnings = ["CS0050", "CS0051", "CS9051"] });

        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Fact]
    public async Task A_state_that_generated_code_cannot_see_is_refused()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                private sealed record Hidden(int Page);

                [AsyncJob("POST /reports", {|AJ0016:State = typeof(Hidden)|})]
                public static void Broken(JobContext job) => _ = job.State<Hidden>();
            }
            """);

        outcome.AssertNotGenerated("JobsBrokenJob");
    }
}
