using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0014Tests
{
    [Fact]
    public async Task Nothing_generic_is_called()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /method")]
                public static void {|AJ0014:Method|}<T>(T value, JobContext job) { }
            }

            public static class Of<T>
            {
                [AsyncJob("POST /type")]
                public static void {|AJ0014:Run|}(T value, JobContext job) { }

                public static class Inner
                {
                    [AsyncJob("POST /outer")]
                    public static void {|AJ0014:Run|}(JobContext job) { }
                }
            }
            """);

        Assert.Equal(2, outcome.Run.Files.Count);
        Assert.Contains("'Method'", outcome.Diagnostics[0].GetMessage(null), StringComparison.Ordinal);
        Assert.Contains("'Of'", outcome.Diagnostics[1].GetMessage(null), StringComparison.Ordinal);
        Assert.Contains("'Of'", outcome.Diagnostics[2].GetMessage(null), StringComparison.Ordinal);
    }
}
