using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0012Tests
{
    [Theory]
    [InlineData("ref {|AJ0012:int|} count")]
    [InlineData("in {|AJ0012:int|} count")]
    [InlineData("ref readonly {|AJ0012:int|} count")]
    [InlineData("{|AJ0012:int*|} count")]
    [InlineData("{|AJ0012:delegate*<void>|} count")]
    [InlineData("{|AJ0012:Span<byte>|} count")]
    [InlineData("{|AJ0012:ReadOnlySpan<char>|} count")]
    [InlineData("[FromQuery] {|AJ0012:ReadOnlySpan<char>|} count")]
    [InlineData("ref {|AJ0012:CancellationToken|} count")]
    [InlineData("{|AJ0012:int*[]|} count")]
    [InlineData("{|AJ0012:List<int*[]>?|} count")]
    [InlineData("{|AJ0012:Action|} count")]
    [InlineData("[FromBody] {|AJ0012:Func<int>|} count")]
    [InlineData("{|AJ0012:Task<int>|} count")]
    [InlineData("{|AJ0012:ValueTask|} count")]
    public async Task A_parameter_that_cannot_be_stored_is_refused(string parameter)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static unsafe class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Broken({{parameter}}, JobContext job) { }
            }
            """);

        outcome.AssertMessage("'count'");
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Fact]
    public async Task An_out_parameter_is_refused()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Broken(out {|AJ0012:int|} count, JobContext job) => count = 0;
            }
            """);

        outcome.AssertMessage("an out parameter");
    }

    // Some of these would pass for services, since they are abstract, and some for bodies.
    [Theory]
    [InlineData("Type", "a System.Type", "keep its name as a string")]
    [InlineData("System.Reflection.Assembly", "System.Reflection", "keep the names")]
    [InlineData("System.IO.Stream", "a stream", "mark it [FromBody] if it is the body of the request, or mark it [FromServices]")]
    [InlineData("System.IO.MemoryStream", "a stream", "use byte[] or a string")]
    [InlineData("System.IO.TextReader", "a reader or writer", "use a string or byte[]")]
    [InlineData("IAsyncEnumerable<int>", "an asynchronous sequence", "use a list")]
    [InlineData("System.Xml.Linq.XDocument", "an object of System.Xml", "use its text as a string")]
    [InlineData("System.Xml.XmlReader", "an object of System.Xml", "use its text as a string")]
    [InlineData("System.Xml.XmlDocument", "an object of System.Xml", "use its text as a string")]
    [InlineData("System.Data.DataTable", "an object of System.Data", "use a list of rows")]
    [InlineData("System.Net.Http.HttpClient", "an HTTP client", "mark it [FromServices]")]
    [InlineData("Delegate", "a delegate", "mark it [FromServices]")]
    [InlineData("int[,]", "a multi-dimensional array", "use an array of arrays")]
    public async Task What_is_no_data_is_no_service_unless_it_says_so(string type, string what, string instead)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Broken({|AJ0012:{{type}}|} value, JobContext job) { }

                [AsyncJob("POST /sound")]
                public static void Sound([FromServices] {{type}} value, JobContext job) { }

                [JobServices]
                public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
            }
            """);

        outcome.AssertMessage("'value'", what, instead);
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Fact]
    public async Task Services_may_be_anything() =>
        await DiagnosticTest.VerifyAsync(
            """
            public sealed class Jobs(Func<int> make)
            {
                [AsyncJob("POST /reports")]
                public int Sound([FromServices] Action act, JobContext job) => make();

                [JobServices]
                public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
            }
            """);
}
