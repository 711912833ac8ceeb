using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0033Tests
{
    [Theory]
    [InlineData("namespace Acme { public sealed record JobsRunJob(string File); }", "The type 'Acme.JobsRunJob'")]
    [InlineData("namespace Acme { public static partial class JobsRunJob { } }", "The type 'Acme.JobsRunJob'")]
    [InlineData("namespace Acme { internal enum JobsRunJob { Import } }", "The type 'Acme.JobsRunJob'")]
    [InlineData("namespace Acme.JobsRunJob { public class Import { } }", "The namespace 'Acme.JobsRunJob'")]
    public async Task What_has_the_name_of_the_job_s_class_is_told_and_its_neighbours_are_generated(string source, string expected)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAloneAsync(TestProject.Of(
            source,
            """
            namespace Acme
            {
                public static class Jobs
                {
                    [AsyncJob("POST /reports")]
                    public static void {|AJ0033:Run|}(JobContext job) { }

                    [AsyncJob("POST /letters")]
                    public static void Write(JobContext job) { }
                }
            }
            """));

        outcome.AssertMessage(expected, "rename it or the method", "another namespace");
        outcome.AssertNotGenerated("JobsRunJob");
        Assert.Contains("class JobsWriteJob", outcome.Run.FileOf("JobsWriteJob"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_global_namespace_is_one_like_any_other()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAloneAsync(TestProject.Of(
            """
            public struct JobsRunJob { }

            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void {|AJ0033:Run|}(JobContext job) { }
            }
            """));

        outcome.AssertNotGenerated("JobsRunJob");
    }

    [Theory]
    [InlineData("namespace Shop { public class JobsRunJob { } }")]
    [InlineData("namespace Acme { public class JobsRunJob<T> { } public static class Outer { public class JobsRunJob { } } }")]
    [InlineData("namespace Acme { file class JobsRunJob { } }")]
    [InlineData("public class JobsRunJob { }")]
    public async Task What_is_somewhere_else_is_fine(string source)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAloneAsync(TestProject.Of(
            source,
            """
            namespace Acme
            {
                public static class Jobs
                {
                    [AsyncJob("POST /reports")]
                    public static void Run(JobContext job) { }
                }
            }
            """));

        Assert.Contains("class JobsRunJob", outcome.Run.FileOf("JobsRunJob"), StringComparison.Ordinal);
    }
}
