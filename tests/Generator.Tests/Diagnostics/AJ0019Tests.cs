using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0019Tests
{
    [Theory]
    [InlineData("{|AJ0019:IAsyncEnumerable<int>|}", "use a list")]
    [InlineData("{|AJ0019:IAsyncEnumerable<int>|}", "sequence")]
    [InlineData("{|AJ0019:Task<Task<System.IO.Stream>>|}", "task")]
    [InlineData("{|AJ0019:Span<byte>|}", "ref struct")]
    [InlineData("{|AJ0019:int*|}", "pointer")]
    [InlineData("{|AJ0019:List<int*[]>|}", "pointer")]
    [InlineData("{|AJ0019:Action|}", "delegate")]
    [InlineData("{|AJ0019:Task<Task>|}", "task")]
    [InlineData("{|AJ0019:Task<Task<int>>|}", "task")]
    [InlineData("{|AJ0019:ValueTask<ValueTask<int>>|}", "task")]
    [InlineData("{|AJ0019:OwnTask|}", "task")]
    public async Task A_result_that_cannot_be_stored_is_refused(string result, string problem)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static unsafe class Jobs
            {
                [AsyncJob("POST /reports")]
                public static {{result}} Broken(JobContext job) => throw new InvalidOperationException();
            }

            public sealed class OwnTask() : Task(() => { });
            """);

        outcome.AssertMessage(problem);
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Fact]
    public async Task An_async_void_method_is_refused()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static async {|AJ0019:void|} Broken(JobContext job) => await Task.Yield();
            }
            """);

        outcome.AssertMessage("async void");
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Theory]
    [InlineData("ref int")]
    [InlineData("ref readonly int")]
    public async Task A_reference_is_refused(string result)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                private static int s_count;

                [AsyncJob("POST /reports")]
                public static {|AJ0019:{{result}}|} Broken(JobContext job) => ref s_count;
            }
            """);

        outcome.AssertMessage("by reference");
    }
}
