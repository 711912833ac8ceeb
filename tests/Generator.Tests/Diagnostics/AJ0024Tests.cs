using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0024Tests
{
    private const string Jobs = """
        public static class Jobs
        {
            [AsyncJob("POST /reports")]
            public static List<Reply?> Run({|AJ0024:Order|} order, JobContext job) => [];
        }

        public sealed record Order(int Id);

        public sealed record Reply(int Id);

        [System.Text.Json.Serialization.JsonSerializable(typeof(List<Reply>))]
        internal sealed partial class ReplyJson : System.Text.Json.Serialization.JsonSerializerContext;
        """;

    [Theory]
    [InlineData("PublishAot", "true")]
    [InlineData("PublishTrimmed", "True")]
    [InlineData("IsAotCompatible", "true")]
    [InlineData("IsTrimmable", "true")]
    [InlineData("EnableAotAnalyzer", "true")]
    [InlineData("EnableTrimAnalyzer", "true")]
    [InlineData("JsonSerializerIsReflectionEnabledByDefault", "false")]
    public async Task Without_reflection_every_type_is_in_a_context(string property, string value)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(TestProject.Of(Jobs).WithProperty(property, value));

        outcome.AssertMessage("'Order'", property, "[JsonSerializable(typeof(Order))]");
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Error, Assert.Single(outcome.Diagnostics).DefaultSeverity);

        // The job is there, so that the code that starts it has no faults of its own, and the analyzers of trimming have nothing to add.
        string file = outcome.Run.FileOf("JobsRunJob");
        Assert.Contains("#pragma warning disable IL2026, IL3050", file, StringComparison.Ordinal);
        Assert.Equal(1, file.Split("#pragma warning restore IL2026, IL3050").Length - 1);
    }

    [Fact]
    public async Task A_result_is_marked_too() =>
        await DiagnosticTest.VerifyAsync(TestProject.Of(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static {|AJ0024:Task<Reply>|} Run(int id, JobContext job) => Task.FromResult(new Reply(id));
            }

            public sealed record Reply(int Id);
            """).WithProperty("PublishAot", "true"));

    [Fact]
    public async Task The_state_is_marked_where_the_attribute_names_it() =>
        await DiagnosticTest.VerifyAsync(TestProject.Of(
            """
            public static class Jobs
            {
                [AsyncJob("POST /imports", {|AJ0024:State = typeof(Cursor)|})]
                public static void Run(JobContext job) { }
            }

            public sealed record Cursor(int Page);
            """).WithProperty("PublishAot", "true"));

    [Theory]
    [InlineData("PublishAot", "false")]
    [InlineData("PublishTrimmed", "")]
    [InlineData("JsonSerializerIsReflectionEnabledByDefault", "true")]
    public async Task With_reflection_none_needs_to_be(string property, string value)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            TestProject.Of(Jobs.Replace("{|AJ0024:Order|}", "Order", StringComparison.Ordinal)).WithProperty(property, value));

        Assert.DoesNotContain("IL2026", outcome.Run.FileOf("JobsRunJob"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("System.IO.Stream", "AJ0034")]
    [InlineData("(int Left, int Right)", "AJ0035")]
    public async Task A_state_that_no_context_mends_is_told_to_be_another_type_alone(string type, string rule) =>
        await DiagnosticTest.VerifyAsync(TestProject.Of(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports", {|{{rule}}:State = typeof({{type}})|})]
                public static void Run(JobContext job) { }
            }
            """).WithProperty("PublishAot", "true"));
}
