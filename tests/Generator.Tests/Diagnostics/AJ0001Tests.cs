using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0001Tests
{
    [Theory]
    [InlineData("", "an HTTP method, a space and a path")]
    [InlineData(" ", "an HTTP method, a space and a path")]
    [InlineData("/reports", "an HTTP method, a space and a path")]
    [InlineData("POST", "an HTTP method, a space and a path")]
    [InlineData("POST ", "an HTTP method, a space and a path")]
    [InlineData(" POST /x", "an HTTP method, a space and a path")]
    [InlineData("post /reports", "in upper case")]
    [InlineData("HEAD /reports", "POST, GET, PUT, PATCH or DELETE")]
    [InlineData("ANY /reports", "POST, GET, PUT, PATCH or DELETE")]
    [InlineData("POST reports", "starts with a slash")]
    [InlineData("POST  /reports", "starts with a slash")]
    [InlineData("POST https://example.org/reports", "starts with a slash")]
    [InlineData("POST /reports/", "must not end with a slash")]
    [InlineData("POST //reports", "empty segment")]
    [InlineData("POST /a//b", "empty segment")]
    [InlineData("POST /reports?all=true", "query string")]
    [InlineData("POST /reports#top", "query string")]
    [InlineData("POST /reports/{}", "without a name")]
    [InlineData("POST /reports/{id", "brace without its counterpart")]
    [InlineData("POST /reports/id}", "whole segment")]
    [InlineData("POST /reports/{id}.csv", "brace without its counterpart")]
    [InlineData("POST /reports/a{id}", "whole segment")]
    [InlineData("POST /reports/{a}{b}", "not a name")]
    [InlineData("POST /reports/{{id}}", "not a name")]
    [InlineData("POST /reports/{path+}", "several segments")]
    [InlineData("POST /reports/{id:int}", "not a name")]
    [InlineData("POST /reports/{id?}", "not a name")]
    [InlineData("POST /reports/{1}", "not a name")]
    [InlineData("POST /reports/{i d}", "not a name")]
    [InlineData("POST /reports/{id}/{ID}", "{ID} twice")]
    [InlineData("POST /re ports", "contains ' '")]
    [InlineData("POST /reports/%41", "contains '%'")]
    [InlineData("POST /réports", "contains 'é'")]
    [InlineData("POST /a/../b", "dots")]
    [InlineData("POST /.", "dots")]
    public async Task A_route_that_API_Gateway_would_not_take_is_refused(string route, string advice)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob({|AJ0001:"{{route}}"|}, Name = "broken")]
                public static void Broken(string id, JobContext job) { }
            }
            """);

        outcome.AssertMessage($"'{route}'", advice);
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Theory]
    [InlineData("POST /reports")]
    [InlineData("GET /reports")]
    [InlineData("PUT /a.b_c-d:e/F9")]
    [InlineData("PATCH /{id}/reports")]
    [InlineData("DELETE /a/{id}")]
    [InlineData("POST /")]
    [InlineData("POST /jobs")]
    [InlineData("POST /...")]
    public async Task A_route_that_API_Gateway_takes_is_taken(string route)
    {
        string parameter = route.Contains("{id}", StringComparison.Ordinal) ? "string id, " : "";
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("{{route}}", Name = "sound")]
                public static void Sound({{parameter}}JobContext job) { }
            }
            """);

        Assert.NotEmpty(outcome.Run.FileOf("JobsSoundJob"));
    }

    [Fact]
    public async Task A_route_is_marked_where_the_attribute_says_it()
    {
        await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                private const string Route = "POST reports";

                [AsyncJob({|AJ0001:Route|})]
                public static void A(JobContext job) { }

                [AsyncJob(route: {|AJ0001:"POST " + "reports"|}, Name = "b")]
                public static void B(JobContext job) { }

                [AsyncJob({|AJ0001:$"POST {nameof(Route)}"|})]
                public static void C(JobContext job) { }

                [AsyncJob({|AJ0001:null!|}, Name = "d")]
                public static void D(JobContext job) { }
            }
            """);
    }
}
