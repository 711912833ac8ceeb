using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0032Tests
{
    private const string Job = """

        namespace Acme
        {
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Run(JobContext job) { }
            }
        }
        """;

    [Theory]
    [InlineData("namespace TestApp { public static class {|AJ0032:AppJobs|} { } }", "The type 'AppJobs'")]
    [InlineData("namespace TestApp { internal static partial class {|AJ0032:AppJobs|} { } }", "The type 'AppJobs'")]
    [InlineData("namespace TestApp { public enum {|AJ0032:AppJobs|} { Import } }", "The type 'AppJobs'")]
    [InlineData("namespace TestApp { public delegate void {|AJ0032:AppJobs|}(); }", "The type 'AppJobs'")]
    [InlineData("namespace TestApp.{|AJ0032:AppJobs|} { public class Import { } }", "The namespace 'AppJobs'")]
    [InlineData("namespace TestApp { public sealed class {|AJ0032:JobHandlers|} { } }", "The type 'JobHandlers'")]
    [InlineData("namespace TestApp { public partial record {|AJ0032:JobHandlers|} { } }", "The type 'JobHandlers'")]
    [InlineData("namespace TestApp { internal static partial class {|AJ0032:JobHandlers|} { } }", "The type 'JobHandlers'")]
    public async Task What_has_the_name_of_a_generated_class_is_told(string source, string expected)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAloneAsync(Library(source));

        outcome.AssertMessage(expected, "rename it", "another namespace");
        outcome.AssertNotGenerated("JobsRunJob");
    }

    [Theory]
    [InlineData("TestApp", "namespace Acme { public static class AppJobs { } public static class JobHandlers { } }")]
    [InlineData("TestApp", "namespace TestApp { public static class Outer { public static class AppJobs { } } public static class AppJobs<T> { } }")]
    [InlineData("TestApp", "namespace TestApp { public static class Appjobs { } public static partial class JobHandlers { public static int More => 1; } }")]
    [InlineData("TestApp.More", "namespace TestApp { public static class AppJobs { } public static class JobHandlers { } }")]
    [InlineData("TestApp", "namespace TestApp { file static class AppJobs { } }")]
    [InlineData("AppJobs", "namespace TestApp { public static class AppJobs { } }")]
    public async Task What_is_somewhere_else_or_a_part_of_it_is_fine(string rootNamespace, string source)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAloneAsync(Library(source) with { RootNamespace = rootNamespace });

        Assert.Contains("AcceptReports", outcome.Run.FileOf("JobsRunJob"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_has_no_handlers_whose_name_could_be_taken() =>
        await DiagnosticTest.VerifyAloneAsync(Library("namespace TestApp { public static class JobHandlers { public static void Main() => AsyncJobs.Hosting.LambdaHost.Run(AppJobs.App); } }") with
        {
            IsExecutable = true,
            MainType = "TestApp.JobHandlers",
        });

    [Fact]
    public async Task The_global_namespace_is_one_like_any_other()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAloneAsync(
            Library("public struct {|AJ0032:AppJobs|} { }") with { RootNamespace = "" });

        outcome.AssertNotGenerated("JobsRunJob");
    }

    [Fact]
    public async Task Without_jobs_any_name_is_free() =>
        await DiagnosticTest.VerifyAloneAsync(TestProject.Of("namespace TestApp { public static class AppJobs { } public static class JobHandlers { } }"));

    private static TestProject Library(string source) => TestProject.Of(AmazonLambda.Core, source, Job);
}
