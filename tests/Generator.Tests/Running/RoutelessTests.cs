using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Running;

/// <summary>A job without a route: code starts it, and nothing else.</summary>
public sealed class RoutelessTests
{
    private const string Nightly = """
        using AsyncJobs.Jobs;

        public static class Reports
        {
            [AsyncJob(Name = "nightly")]
            public static string Build(int year, DayOfWeek[] days, Order order, JobContext job, string currency = "EUR", Guid? tenant = null) =>
                $"{year} {string.Join('+', days)} {order.Id} {currency} {tenant}";
        }

        public sealed record Order(int Id);

        public static class Script
        {
            public static async Task<string> RunAsync(Func<Task> work)
            {
                JobSnapshot<string> started = await ReportsBuildJob.StartAsync(
                    2026, [DayOfWeek.Monday, DayOfWeek.Friday], new Order(7), options: new JobStartOptions { IdempotencyKey = "night-1" });
                JobSnapshot<string> again = await ReportsBuildJob.StartAsync(
                    2026, [DayOfWeek.Monday, DayOfWeek.Friday], new Order(7), options: new JobStartOptions { IdempotencyKey = "night-1" });
                await work();
                return $"{started.Id == again.Id}: {(await ReportsBuildJob.GetAsync(started.Id))!.Result}";
            }
        }
        """;

    [Fact]
    public async Task Its_arguments_travel_with_the_event()
    {
        using CompiledApp app = CompiledApp.Start(Nightly);

        Assert.Equal("True: 2026 Monday+Friday 7 EUR ", await app.ScriptAsync());
    }

    [Fact]
    public async Task No_request_reaches_it()
    {
        using CompiledApp app = CompiledApp.Start(Nightly);

        Assert.Null(Assert.Single(app.App.Jobs).Route);
        foreach (string path in new[] { "/", "/nightly", "/_local/jobs/nightly" })
            Assert.Equal(404, (await app.HttpAsync("POST", path, "{}", "year=2026")).StatusCode);
    }

    [Fact]
    public void Nothing_accepts_it()
    {
        GeneratorRun run = GeneratorRun.Strict(AmazonLambda.Core, Nightly);
        string file = run.FileOf("ReportsBuildJob");

        Assert.DoesNotContain("Accept", file, StringComparison.Ordinal);
        Assert.DoesNotContain("JobRoute", file, StringComparison.Ordinal);
        Assert.DoesNotContain("httpMethod", file, StringComparison.Ordinal);
        Assert.Contains("WorkNightly(", file, StringComparison.Ordinal);
    }

    [Fact]
    public void The_route_that_another_job_has_is_not_its_own()
    {
        GeneratorRun run = GeneratorRun.Strict(
            """
            public static class Reports
            {
                [AsyncJob(Name = "nightly")]
                public static void Nightly(JobContext job) { }

                [AsyncJob(Name = "weekly")]
                public static void Weekly(JobContext job) { }

                [AsyncJob("POST /daily")]
                public static void Daily(JobContext job) { }
            }
            """);

        Assert.Equal(4, run.Files.Count);
    }
}
