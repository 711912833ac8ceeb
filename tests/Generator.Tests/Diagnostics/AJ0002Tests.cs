using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0002Tests
{
    [Fact]
    public async Task The_later_of_two_jobs_with_one_route_is_refused()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public static class First
            {
                [AsyncJob("POST /reports/{id}/pages/{page}", Name = "first")]
                public static void Run(string id, int page, JobContext job) { }
            }

            public static class Second
            {
                [AsyncJob({|AJ0002:"POST /reports/{name}/pages/{number}"|}, Name = "second")]
                public static void Run(string name, int number, JobContext job) { }
            }
            """);

        outcome.AssertMessage("'POST /reports/{name}/pages/{number}'", "First.Run");
        Assert.NotEmpty(outcome.Run.FileOf("FirstRunJob"));
        outcome.AssertNotGenerated("SecondRunJob");
    }

    [Fact]
    public async Task Another_method_or_shape_is_another_route() =>
        await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports/{id}", Name = "a")] public static void A(string id, JobContext job) { }
                [AsyncJob("PUT /reports/{id}", Name = "b")] public static void B(string id, JobContext job) { }
                [AsyncJob("POST /reports/all", Name = "c")] public static void C(JobContext job) { }
                [AsyncJob("POST /Reports/{id}", Name = "d")] public static void D(string id, JobContext job) { }
            }
            """);

    [Fact]
    public async Task A_broken_job_takes_no_route() =>
        await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports", Name = "a")] private static void {|AJ0015:A|}(JobContext job) { }
                [AsyncJob("POST /reports", Name = "b")] public static void B(JobContext job) { }
            }
            """);
}
