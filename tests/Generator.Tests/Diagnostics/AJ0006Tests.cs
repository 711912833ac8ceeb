using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0006Tests
{
    [Theory]
    [InlineData("")]
    [InlineData("Reports")]
    [InlineData("1st")]
    [InlineData("-a")]
    [InlineData("a_b")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("a2345678901234567890123456789012345678901")]
    public async Task A_name_is_of_lower_case_letters_digits_and_hyphens(string name)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports", {|AJ0006:Name = "{{name}}"|})]
                public static void Broken(JobContext job) { }
            }
            """);

        outcome.AssertMessage($"'{name}'");
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Theory]
    [InlineData("\"a\"")]
    [InlineData("\"a-1\"")]
    [InlineData("\"a234567890123456789012345678901234567890\"")]
    [InlineData("null")]
    public async Task A_valid_name_is_taken(string name) =>
        await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports", Name = {{name}})]
                public static void Sound(JobContext job) { }
            }
            """);
}
