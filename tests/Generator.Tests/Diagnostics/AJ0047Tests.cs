using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0047Tests
{
    private const string Job = """
        public static class Reports
        {
            [{|AJ0047:AsyncJob("POST /reports")|}]
            public static void Run(JobContext job) { }

            [AsyncJob("POST /others")]
            public static void Other(JobContext job) { }
        }
        """;

    private const string SilentJob = """
        public static class Reports
        {
            [AsyncJob("POST /reports")]
            public static void Run(JobContext job) { }
        }
        """;

    private const string LocalHost = """
        namespace AsyncJobs.Local
        {
            public static class LocalHost { }
        }
        """;

    [Fact]
    public async Task A_program_that_runs_none_of_its_jobs_is_told_once()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAloneAsync(Program("""Console.WriteLine("Hello, World!");""", Job));

        outcome.AssertMessage("TestApp.AppJobs.App", "LambdaHost.Run(TestApp.AppJobs.App)", "LambdaHost.IsLambda", "(using AsyncJobs.Hosting;)");
        Assert.DoesNotContain("LocalHost", Assert.Single(outcome.Diagnostics).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_local_host_is_named_where_it_is_referenced()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAloneAsync(Program("Console.WriteLine();", Job, LocalHost));

        outcome.AssertMessage("LocalHost.RunAsync(TestApp.AppJobs.App, args)", "(using AsyncJobs.Hosting; using AsyncJobs.Local;)");
    }

    [Theory]
    [InlineData("return AsyncJobs.Hosting.LambdaHost.Run(TestApp.AppJobs.App);")]
    [InlineData("using Jobs = TestApp.AppJobs; return AsyncJobs.Hosting.LambdaHost.Run(Jobs.App);")]
    [InlineData("using static TestApp.AppJobs; return AsyncJobs.Hosting.LambdaHost.Run(App);")]
    [InlineData("AsyncJobs.Jobs.LambdaEntryPoint work = ReportsRunJob.WorkAsync; Console.WriteLine(work);")]
    public async Task One_that_hosts_them_is_not(string main) => await DiagnosticTest.VerifyAloneAsync(Program(main, SilentJob));

    [Theory]
    [InlineData("IsTestProject")]
    [InlineData("IsTestingPlatformApplication")]
    public async Task Nor_is_one_of_tests(string property) =>
        await DiagnosticTest.VerifyAloneAsync(Program("Console.WriteLine();", SilentJob).WithProperty(property, "true"));

    [Fact]
    public async Task Nor_is_a_library() => await DiagnosticTest.VerifyAloneAsync(TestProject.Of(SilentJob));

    [Fact]
    public async Task A_job_with_a_fault_is_told_of_that_alone() =>
        await DiagnosticTest.VerifyAloneAsync(Program(
            "Console.WriteLine();",
            """
            public static class Reports
            {
                [AsyncJob({|AJ0001:"POST reports"|})]
                public static void Run(JobContext job) { }
            }
            """));

    private static TestProject Program(string main, params string[] others) => TestProject.Of([main, .. others]) with { IsExecutable = true };
}
