using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0010Tests
{
    [Fact]
    public async Task A_second_body_is_refused()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Broken(Order order, Order {|AJ0010:second|}, JobContext job) { }
            }

            public sealed record Order(int Id);
            """);

        outcome.AssertMessage("'second'", "'order'");
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Fact]
    public async Task Marks_tell_parameters_apart() =>
        await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Sound([FromBody] string text, string query, [FromServices] Order order, [FromHeader] int header, JobContext job) { }

                [JobServices]
                public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
            }

            public sealed record Order(int Id);
            """);
}
