using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0042Tests
{
    private const string Check = "{|AJ0042:JobsCheckJob.StartAsync|}(job.Id)";

    [Theory]
    [InlineData("await " + Check + ";", "")]
    [InlineData("await Task.Run(async () => await " + Check + ");", "")]
    [InlineData("await Local(); async Task Local() => await " + Check + ";", "")]
    [InlineData("await StartAsync(job);", "private static async Task StartAsync(JobContext job) => await " + Check + ";")]
    [InlineData(
        "await OneAsync(job);",
        "private static Task OneAsync(JobContext job) => TwoAsync(job); private static async Task TwoAsync(JobContext job) => await " + Check + ";")]
    [InlineData("await Parallel.ForEachAsync(new[] { job.Id }, StartOneAsync);",
        "private static async ValueTask StartOneAsync(string id, CancellationToken token) => await {|AJ0042:JobsCheckJob.StartAsync|}(id);")]
    [InlineData("await new Starter().StartAsync(job);", "", "public async Task StartAsync(JobContext job) => await " + Check + ";")]
    [InlineData("IStarter starter = new Starter(); await starter.StartAsync(job);", "", "public async Task StartAsync(JobContext job) => await " + Check + ";")]
    [InlineData("await Ask({|AJ0042:JobsCheckJob.StartAsync|});",
        "private static async Task Ask(Func<string, AsyncJobs.Jobs.JobStartOptions?, CancellationToken, Task<AsyncJobs.Jobs.JobSnapshot<AsyncJobs.Jobs.NoResult>>> start) => await start(\"\", null, default);")]
    [InlineData("await Loop(1, job);",
        "private static async Task Loop(int n, JobContext job) { if (n > 0) await Loop(n - 1, job); else await " + Check + "; }")]
    public async Task A_start_that_a_job_comes_to_is_told_of(string body, string members, string starter = "public Task StartAsync(JobContext job) => Task.CompletedTask;")
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(Source("", body, members, starter));

        outcome.AssertMessage("'Jobs.Summarize'", "'link-checks'", "add \"link-checks\"");
    }

    [Theory]
    [InlineData("Starts = [\"link-checks\"]", "await JobsCheckJob.StartAsync(job.Id);", "")]
    [InlineData("Starts = new[] { \"summaries\", \"link-checks\" }", "await StartAsync(job);", "private static async Task StartAsync(JobContext job) => await JobsCheckJob.StartAsync(job.Id);")]
    [InlineData("MaxAttempts = 1", "await JobsCheckJob.GetAsync(job.Id);", "")]
    [InlineData("MaxAttempts = 1", "await Task.Yield();", "public static async Task FromMainAsync(string id) => await JobsCheckJob.StartAsync(id);")]
    [InlineData("MaxAttempts = 1", "await Other.StartAsync(job.Id);", "")]
    public async Task What_is_named_or_starts_nothing_is_right(string property, string body, string members) =>
        await DiagnosticTest.VerifyAsync(Source(property, body, members, "public Task StartAsync(JobContext job) => Task.CompletedTask;"));

    [Fact]
    public async Task A_start_over_HTTP_needs_no_permission() =>
        await DiagnosticTest.VerifyAloneAsync(TestProject.Of(
            """
            public static class Jobs
            {
                private static AsyncJobs.Client.AsyncJobClient Client => throw new NotSupportedException();

                [AsyncJob("POST /one")]
                public static async Task One(string id, JobContext job)
                {
                    await JobsTwoJob.StartAsync(Client, id, cancellationToken: job.CancellationToken);
                    await {|AJ0042:JobsTwoJob.StartAsync|}(id);
                }

                [AsyncJob("POST /two")]
                public static void Two(string id, JobContext job) { }
            }
            """).WithClient());

    [Fact]
    public async Task Of_several_methods_that_an_interface_may_mean_none_is_taken() =>
        await DiagnosticTest.VerifyAsync(Source(
            "MaxAttempts = 1",
            "IStarter starter = job.Attempt > 1 ? new Starter() : new Silent(); await starter.StartAsync(job);",
            "private sealed class Silent : IStarter { public Task StartAsync(JobContext job) => Task.CompletedTask; }",
            "public async Task StartAsync(JobContext job) => await JobsCheckJob.StartAsync(job.Id);"));

    [Fact]
    public async Task Each_job_that_comes_to_a_start_is_named()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public sealed class Jobs(Starter starter)
            {
                [AsyncJob("POST /one")]
                public Task One(JobContext job) => starter.RunAsync(job);

                [AsyncJob("POST /two")]
                public async Task Two(JobContext job) { Func<Task> run = () => starter.RunAsync(job); await run(); }

                [AsyncJob("POST /three", Starts = ["three"])]
                public Task Three(JobContext job) => starter.RunAsync(job);

                [JobServices]
                public static void Register(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
            }

            public sealed class Starter
            {
                public async Task RunAsync(JobContext job) => await {|AJ0042:{|AJ0042:JobsThreeJob.StartAsync|}|}(cancellationToken: job.CancellationToken);
            }
            """);

        Assert.Equal(["Jobs.One", "Jobs.Two"], outcome.Diagnostics.Select(static found => found.GetMessage(null).Split('\'')[1]).Order());
    }

    private static string Source(string property, string body, string members, string starter) =>
        $$"""
        public interface IStarter { Task StartAsync(JobContext job); }

        public sealed class Starter : IStarter
        {
            {{starter}}
        }

        public static class Other
        {
            public static Task StartAsync(string id) => Task.FromResult(id);
        }

        public static class Jobs
        {
            [AsyncJob("POST /summaries"{{(property.Length > 0 ? ", " + property : "")}})]
            public static async Task Summarize(JobContext job) { {{body}} }

            [AsyncJob("POST /link-checks")]
            public static void Check([FromQuery] string id, JobContext job) { }

            {{members}}
        }
        """;
}
