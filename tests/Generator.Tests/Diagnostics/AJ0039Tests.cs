using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0039Tests
{
    private const string Services = """

        public static class Startup
        {
            [JobServices]
            public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
        }
        """;

    [Theory]
    [InlineData("string {|AJ0039:name|}", "'name'", "a plain value")]
    [InlineData("int {|AJ0039:count|}", "'count'")]
    [InlineData("DayOfWeek {|AJ0039:day|}", "'day'")]
    [InlineData("[FromQuery] string {|AJ0039:name|}", "marked [FromQuery]")]
    [InlineData("[FromBody] List<int> {|AJ0039:all|}", "marked [FromBody]")]
    [InlineData("[FromHeader] string? {|AJ0039:name|}", "marked [FromHeader]")]
    public async Task A_plain_value_comes_from_no_service(string parameter, params string[] parts)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public sealed class Jobs({{parameter}})
            {
                [AsyncJob("POST /reports")]
                public string Run(JobContext job) => $"{{{parameter.Split('|')[1][7..]}}}";
            }
            """ + Services);

        outcome.AssertMessage(parts);
        Assert.NotEmpty(outcome.Run.FileOf("JobsRunJob"));
    }

    [Theory]
    [InlineData("IFormatProvider value")]
    [InlineData("List<int> value")]
    [InlineData("Uri value")]
    [InlineData("CancellationToken value")]
    [InlineData("string? value")]
    [InlineData("int value = 5")]
    [InlineData("[FromServices] string value")]
    [InlineData("[Microsoft.Extensions.DependencyInjection.FromKeyedServices(\"table\")] string value")]
    public async Task What_may_be_registered_or_be_absent_is_no_fault(string parameter) =>
        await DiagnosticTest.VerifyAsync(
            $$"""
            public sealed class Jobs({{parameter}})
            {
                [AsyncJob("POST /reports")]
                public string Run(JobContext job) => $"{value}";
            }
            """ + Services);
}
