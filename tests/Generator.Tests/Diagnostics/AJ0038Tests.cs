using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0038Tests
{
    [Theory]
    [InlineData("", "await {|AJ0038:job.ContinueAsync(1)|};", "ContinueAsync<int>", "has no State", "State = typeof(int)")]
    [InlineData("", "await {|AJ0038:job.SaveStateAsync(\"a\")|};", "SaveStateAsync<string>", "typeof(string)")]
    [InlineData("", "await Task.Yield(); _ = {|AJ0038:job.State<int>()|};", "State<int>")]
    [InlineData(", State = typeof(long)", "await {|AJ0038:job.ContinueAsync(1)|};", "has the State long", "State = typeof(int)")]
    [InlineData("", "await {|AJ0038:job.WaitAllAsync([\"a\"], 1)|};", "WaitAllAsync<int>", "has no State", "State = typeof(int)")]
    [InlineData("", "await {|AJ0038:job.WaitAllAsync(JobsRunJob.Definition, [\"a\"], 1)|};", "WaitAllAsync<int>", "State = typeof(int)")]
    [InlineData("", "await Task.Run(() => {|AJ0038:job.SaveStateAsync(1)|});", "SaveStateAsync<int>")]
    public async Task A_state_that_the_attribute_does_not_name_is_told_of(string property, string body, params string[] parts)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports"{{property}})]
                public static async Task Run(JobContext job) { {{body}} }
            }
            """);

        outcome.AssertMessage(parts);
    }

    [Theory]
    [InlineData("State = typeof(int)", "_ = job.State<int>(); await job.SaveStateAsync(1); await job.ContinueAsync(1);")]
    [InlineData("State = typeof(int)", "await job.WaitAllAsync([\"a\"], 1); await job.WaitAllAsync(JobsRunJob.Definition, [\"a\"], 1);")]
    [InlineData("{|AJ0035:State = typeof((int, string))|}", "(int Page, string? Name) at = job.State<(int Page, string? Name)>(); await job.ContinueAsync(at);")]
    [InlineData("State = typeof(List<string>)", "await job.ContinueAsync(new List<string?>());")]
    public async Task The_one_that_it_names_is_right(string state, string body) =>
        await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports", {{state}})]
                public static async Task Run(JobContext job) { {{body}} }
            }
            """);

    [Fact]
    public async Task A_context_that_comes_from_elsewhere_may_be_that_of_any_job() =>
        await DiagnosticTest.VerifyAsync(
            """
            public sealed class Jobs(JobContext context)
            {
                [AsyncJob("POST /reports")]
                public Task Run(JobContext job) => SaveAsync(job, 1);

                private async Task SaveAsync<T>(JobContext job, T state)
                {
                    await job.SaveStateAsync(state);
                    await context.SaveStateAsync(1);
                }
            }
            """);
}
