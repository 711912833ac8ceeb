using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0012Tests
{
    [Theory]
    [InlineData("ref {|AJ0012:int|} count")]
    [InlineData("in {|AJ0012:int|} count")]
    [InlineData("ref readonly {|AJ0012:int|} count")]
    [InlineData("{|AJ0012:int*|} count")]
    [InlineData("{|AJ0012:delegate*<void>|} count")]
    [InlineData("{|AJ0012:Span<byte>|} count")]
    [InlineData("{|AJ0012:ReadOnlySpan<char>|} count")]
    [InlineData("[FromQuery] {|AJ0012:ReadOnlySpan<char>|} count")]
    [InlineData("ref {|AJ0012:CancellationToken|} count")]
    [InlineData("{|AJ0012:int*[]|} count")]
    [InlineData("{|AJ0012:List<int*[]>?|} count")]
    [InlineData("{|AJ0012:Action|} count")]
    [InlineData("[FromBody] {|AJ0012:Func<int>|} count")]
    [InlineData("{|AJ0012:Task<int>|} count")]
    [InlineData("{|AJ0012:ValueTask|} count")]
    public async Task A_parameter_that_cannot_be_stored_is_refused(string parameter)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static unsafe class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Broken({{parameter}}, JobContext job) { }
            }
            """);

        outcome.AssertMessage("'count'");
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Fact]
    public async Task An_out_parameter_is_refused()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Broken(out {|AJ0012:int|} count, JobContext job) => count = 0;
            }
            """);

        outcome.AssertMessage("an out parameter");
    }

    [Fact]
    public async Task Services_may_be_anything() =>
        await DiagnosticTest.VerifyAsync(
            """
            public sealed class Jobs(Func<int> make)
            {
                [AsyncJob("POST /reports")]
                public int Sound([FromServices] Action act, JobContext job) => make();

                [JobServices]
                public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
            }
            """);
}
