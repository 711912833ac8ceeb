using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests;

/// <summary>AppJobs before the first job: whoever writes a program reads what is wrong with the job, not that AppJobs is missing.</summary>
public sealed class AppWithoutJobsTests
{
    private const string Main = "return AsyncJobs.Hosting.LambdaHost.Run(TestApp.AppJobs.App);";

    private const string Faulty = """
        public static class Reports
        {
            [AsyncJob("POST reports")]
            public static void Run(JobContext job) { }
        }
        """;

    [Theory]
    [InlineData(Faulty)]
    [InlineData("public static class Reports;")]
    public void A_program_has_it_in_any_case(string jobs)
    {
        GeneratorRun run = GeneratorRun.Strict(Program(Main, jobs));

        Assert.Equal(["AppJobs.g.cs"], run.Files.Keys);
        Assert.DoesNotContain("AssemblyMetadata", run.Files["AppJobs.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_job_fills_it()
    {
        GeneratorRun run = GeneratorRun.Plain(Program(Main, Faulty));
        GeneratorRun mended = run.AfterEdit("File2.cs", static text => text.Replace("POST reports", "POST /reports", StringComparison.Ordinal));

        Assert.Contains("ReportsRunJob.Definition,", mended.Files["AppJobs.g.cs"], StringComparison.Ordinal);
        Assert.Contains("AsyncJobs.App", mended.Files["AppJobs.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_elsewhere_writes_it_no_second_time() =>
        GeneratorRun.Plain(Program(Main, Faulty)).AfterEdit("File2.cs", static text => text + "\npublic sealed class More;").Steps.AssertNothingDone();

    [Fact]
    public void A_library_has_none() => Assert.Empty(GeneratorRun.Strict(TestProject.Of(Faulty)).Files);

    [Theory]
    [InlineData("IsTestProject")]
    [InlineData("IsTestingPlatformApplication")]
    public void A_project_of_tests_has_none(string property) =>
        Assert.Empty(GeneratorRun.Strict(Program("Console.WriteLine();").WithProperty(property, "true")).Files);

    [Fact]
    public void A_program_that_references_jobs_runs_those()
    {
        // With one of its own, in a namespace that is nearer, its Main would run nothing.
        GeneratorRun library = GeneratorRun.Strict(
            TestProject.Of("public static class Reports { [AsyncJob(\"POST /reports\")] public static void Run(JobContext job) { } }")
                with
            { AssemblyName = "Acme.Reports", RootNamespace = "Acme.Reports" });
        TestProject program = Program("using Acme.Reports; return AsyncJobs.Hosting.LambdaHost.Run(AppJobs.App);") with { References = [library.ToReference()] };

        Assert.Empty(GeneratorRun.Strict(program).Files);
    }

    [Fact]
    public void One_that_references_a_library_without_jobs_has_it()
    {
        GeneratorRun library = GeneratorRun.Strict(
            TestProject.Of("public static class Prices { public static InvocationBudget? Current => InvocationBudget.Current; }") with { AssemblyName = "Acme.Prices" });
        TestProject program = Program(Main) with { References = [library.ToReference()] };

        Assert.Equal(["AppJobs.g.cs"], GeneratorRun.Strict(program).Files.Keys);
    }

    private static TestProject Program(params string[] sources) => TestProject.Of(sources) with { IsExecutable = true };
}
