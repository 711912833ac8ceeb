using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0017Tests
{
    [Theory]
    [InlineData("Several", "public Several() { } public Several(IClock clock) { }", "several constructors")]
    [InlineData("Hidden", "private Hidden() { }", "no constructor")]
    [InlineData("Kept", "protected Kept() { }", "no constructor")]
    [InlineData("Marked", "[ActivatorUtilitiesConstructor] public Marked() { } [ActivatorUtilitiesConstructor] public Marked(IClock clock) { }", "several constructors")]
    public async Task It_must_be_clear_how_the_class_is_made(string type, string constructors, string problem)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            using Microsoft.Extensions.DependencyInjection;

            public interface IClock;

            public class {|AJ0017:{{type}}|}
            {
                {{constructors}}

                [AsyncJob("POST /reports")]
                public void Broken(JobContext job) { }
            }
            """);

        outcome.AssertMessage($"'{type}'", problem);
        outcome.AssertNotGenerated(type + "BrokenJob");
    }

    [Fact]
    public async Task A_static_method_needs_no_constructor() =>
        await DiagnosticTest.VerifyAsync(
            """
            public class Jobs
            {
                private Jobs() { }

                [AsyncJob("POST /reports")]
                public static void Sound(JobContext job) { }
            }
            """);
}
