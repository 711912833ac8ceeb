using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0025Tests
{
    [Fact]
    public async Task Only_ordinary_methods_are_jobs()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public interface IRun
            {
                void Run(JobContext job);
            }

            public sealed class Jobs : IRun
            {
                public void Method()
                {
                    [AsyncJob("POST /local")]
                    static void {|AJ0025:Local|}(JobContext job) { }

                    Local(null!);
                    Action<JobContext> action = {|AJ0025:[AsyncJob("POST /lambda")] (job) => { }|};
                    action(null!);
                }

                [AsyncJob("POST /operator")]
                public static Jobs operator {|AJ0025:+|}(Jobs left, Jobs right) => left;

                [AsyncJob("POST /explicit")]
                void IRun.{|AJ0025:Run|}(JobContext job) { }

                public int Property
                {
                    [AsyncJob("POST /property")]
                    {|AJ0025:get|} => 1;
                }
            }
            """);

        Assert.Equal(2, outcome.Run.Files.Count);
        Assert.Contains(outcome.Diagnostics, static diagnostic => diagnostic.GetMessage(null).Contains("a local function", StringComparison.Ordinal));
        Assert.Contains(outcome.Diagnostics, static diagnostic => diagnostic.GetMessage(null).Contains("a lambda expression", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("public int {|AJ0025:Twice|}(JobContext job) => 2 * text.Length;")]
    [InlineData("public static int {|AJ0025:Twice|}(JobContext job) => 2;")]
    public async Task An_extension_block_of_CSharp_14_holds_no_ordinary_methods(string method)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            TestProject.Of(
                $$"""
                public static class Extensions
                {
                    extension(string text)
                    {
                        [AsyncJob("POST /twice")]
                        {{method}}
                    }
                }
                """) with
            {
                LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.Preview,
            });

        outcome.AssertMessage("'Twice', which is declared in an extension block");
    }
}
