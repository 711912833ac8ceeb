using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0027Tests
{
    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("-a")]
    [InlineData("_a")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:authorize")]
    [InlineData("é")]
    public async Task An_authorizer_is_named_as_in_the_template(string name)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports", {|AJ0027:Authorizer = "{{name}}"|})]
                public static void Broken(JobContext job) { }
            }
            """);

        outcome.AssertMessage($"'{name}'");
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task It_has_at_most_128_characters(int length, bool isValid)
    {
        string property = $"Authorizer = \"{new string('a', length)}\"";
        await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports", {{(isValid ? property : $"{{|AJ0027:{property}|}}")}})]
                public static void Run(JobContext job) { }
            }
            """);
    }

    [Theory]
    [InlineData("\"a\"")]
    [InlineData("\"NONE\"")]
    [InlineData("\"AWS_IAM\"")]
    [InlineData("\"My-Authorizer2\"")]
    [InlineData("null")]
    public async Task A_valid_name_is_taken(string name) =>
        await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports", Authorizer = {{name}})]
                public static void Sound(JobContext job) { }
            }
            """);
}
