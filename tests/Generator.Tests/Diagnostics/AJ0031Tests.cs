using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0031Tests
{
    [Fact]
    public async Task An_authorizers_word_is_not_taken_from_the_caller()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            namespace Amazon.Lambda.Annotations.APIGateway
            {
                [AttributeUsage(AttributeTargets.Parameter)]
                public class FromCustomAuthorizerAttribute : Attribute
                {
                    public string? Name { get; set; }
                }
            }
            """,
            """
            using Amazon.Lambda.Annotations.APIGateway;

            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Broken([FromCustomAuthorizer(Name = "tenant")] string {|AJ0031:tenant|}, JobContext job) { }
            }
            """);

        outcome.AssertMessage("'tenant'", "[FromCustomAuthorizer]");
        outcome.AssertNotGenerated("JobsBrokenJob");
    }
}
