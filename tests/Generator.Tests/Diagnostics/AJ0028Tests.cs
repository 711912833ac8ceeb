using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0028Tests
{
    // "TestApp::" and ".JobHandlers::AcceptReports" are 37 characters.
    private const int NamespaceThatFits = 127 - 36;

    [Fact]
    public async Task A_handler_that_lambda_does_not_take_is_refused()
    {
        DiagnosticOutcome outcome = await VerifyAsync(NamespaceThatFits + 2, "{|AJ0028:AsyncJob(\"POST /reports\")|}");

        outcome.AssertMessage("TestApp::N", ".JobHandlers::AcceptReports", "129 characters", "shorter by 2", "RootNamespace", "AssemblyName");
        outcome.AssertNotGenerated("JobsRunJob");
    }

    [Fact]
    public async Task The_name_is_what_to_shorten_where_there_is_one()
    {
        DiagnosticOutcome outcome = await VerifyAsync(NamespaceThatFits + 1, "AsyncJob(\"POST /\", {|AJ0028:Name = \"reports\"|})");

        outcome.AssertMessage("128 characters", "shorter by 1");
    }

    [Fact]
    public async Task A_handler_of_127_characters_is_taken()
    {
        DiagnosticOutcome outcome = await VerifyAsync(NamespaceThatFits, "AsyncJob(\"POST /reports\")");

        Assert.Contains("AcceptReports", outcome.Run.FileOf("JobsRunJob"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_executable_has_no_such_handlers() =>
        await DiagnosticTest.VerifyAloneAsync(Project(200, "AsyncJob(\"POST /reports\")")
            .With("Host.cs", $"internal static class Host {{ internal static object App => {new string('N', 200)}.AppJobs.App; }}") with
        { IsExecutable = true });

    private static Task<DiagnosticOutcome> VerifyAsync(int length, string attribute) => DiagnosticTest.VerifyAloneAsync(Project(length, attribute));

    private static TestProject Project(int length, string attribute) => TestProject.Of(
        AmazonLambda.Core,
        $$"""
        public static class Jobs
        {
            [{{attribute}}]
            public static void Run(JobContext job) { }

            public static void Main() { }
        }
        """) with
    {
        RootNamespace = new string('N', length),
    };
}
