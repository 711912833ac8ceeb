using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0030Tests
{
    private const string Annotations = """
        namespace Amazon.Lambda.Annotations
        {
            [AttributeUsage(AttributeTargets.Assembly)]
            public class LambdaGlobalPropertiesAttribute : Attribute
            {
                public bool GenerateMain { get; set; }

                public string? Runtime { get; set; }
            }
        }

        // What the other generator writes.
        namespace Acme
        {
            public class GeneratedProgram
            {
                public static async Task Main(string[] args) => await Task.CompletedTask;
            }
        }
        """;

    [Fact]
    public async Task A_main_that_runs_no_jobs_is_told()
    {
        DiagnosticOutcome outcome = await VerifyAsync("[assembly: Amazon.Lambda.Annotations.LambdaGlobalProperties({|AJ0030:GenerateMain = true|})]", "");

        outcome.AssertMessage("LambdaHost.IsJobFunction", "GeneratedProgram.Main", "StartupObject");
    }

    [Fact]
    public async Task The_main_that_the_rule_asks_for_silences_it() =>
        await VerifyAsync(
            "[assembly: Amazon.Lambda.Annotations.LambdaGlobalProperties(GenerateMain = true, Runtime = \"provided.al2023\")]",
            """
            namespace Acme.Hosting
            {
                using AsyncJobs.Hosting;

                internal static class Program
                {
                    private static async Task<int> Main(string[] args)
                    {
                        if (LambdaHost.IsJobFunction)
                            return LambdaHost.Run(TestApp.AppJobs.App);

                        await GeneratedProgram.Main(args);
                        return 0;
                    }
                }
            }
            """,
            "Acme.Hosting.Program");

    [Fact]
    public async Task A_project_that_does_not_ask_for_a_main_writes_its_own() =>
        await VerifyAsync(
            "[assembly: Amazon.Lambda.Annotations.LambdaGlobalProperties(Runtime = \"provided.al2023\")]",
            "internal static class Hosting { internal static int Run() => AsyncJobs.Hosting.LambdaHost.Run(TestApp.AppJobs.App); }");

    private static Task<DiagnosticOutcome> VerifyAsync(string attribute, string program, string? mainType = null) =>
        DiagnosticTest.VerifyAsync(TestProject.Of(
            Annotations,
            attribute + program,
            "public static class Jobs { [AsyncJob(\"POST /reports\")] public static void Run(JobContext job) { } }")
            with
        {
            IsExecutable = true,
            MainType = mainType,
        });
}
