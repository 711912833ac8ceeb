using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0015Tests
{
    [Theory]
    [InlineData("public static class Jobs", "private static void")]
    [InlineData("public static class Jobs", "static void")]
    [InlineData("public class Jobs", "protected void")]
    [InlineData("public class Jobs", "private protected static void")]
    [InlineData("public abstract class Jobs", "public void")]
    [InlineData("file static class Jobs", "public static void")]
    [InlineData("public ref struct Jobs", "public void")]
    [InlineData("public interface Jobs", "public static void")]
    public async Task What_generated_code_cannot_call_is_refused(string type, string method)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            {{type}}
            {
                [AsyncJob("POST /reports")]
                {{method}} {|AJ0015:Broken|}(JobContext job) { }
            }
            """);

        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Theory]
    [InlineData("private")]
    [InlineData("protected")]
    [InlineData("private protected")]
    public async Task A_nested_class_that_cannot_be_seen_is_refused(string access) =>
        await DiagnosticTest.VerifyAsync(
            $$"""
            public class Outer
            {
                {{access}} static class Jobs
                {
                    [AsyncJob("POST /reports")]
                    public static void {|AJ0015:Broken|}(JobContext job) { }
                }
            }
            """);

    [Fact]
    public async Task What_is_abstract_is_refused() =>
        await DiagnosticTest.VerifyAsync(
            """
            public abstract class Jobs
            {
                [AsyncJob("POST /abstract")]
                public abstract void {|AJ0015:Broken|}(JobContext job);

                [AsyncJob("POST /static")]
                public static void Sound(JobContext job) { }
            }

            public interface IJobs
            {
                [AsyncJob("POST /interface")]
                void {|AJ0015:Broken|}(JobContext job);
            }
            """);

    [Fact]
    public async Task What_another_class_of_the_assembly_can_call_is_called() =>
        await DiagnosticTest.VerifyAsync(
            """
            public class Jobs
            {
                [AsyncJob("POST /a")] internal void A(JobContext job) { }
                [AsyncJob("POST /b")] protected internal void B(JobContext job) { }
                [AsyncJob("POST /c")] public virtual void C(JobContext job) { }

                protected internal sealed class Inner
                {
                    [AsyncJob("POST /d")] public void D(JobContext job) { }
                }
            }
            """);
}
