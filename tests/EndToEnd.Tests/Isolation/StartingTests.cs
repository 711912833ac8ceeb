using System.Text.Json;
using AsyncJobs.EndToEnd.Tests.Hosting;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Isolation;

/// <summary>Jobs that start jobs, where each function has what a deployment gives it.</summary>
public sealed class StartingTests(IsolatedTroubleHost host) : IClassFixture<IsolatedTroubleHost>
{
    [Fact]
    public async Task A_job_starts_the_jobs_that_its_Starts_names() => await StartingContract.StartsAsync(host.Client);

    [Fact]
    public async Task A_job_that_has_ended_runs_again() => await StartingContract.RunsAgainAsync(host.Client);

    [Fact]
    public async Task A_job_that_names_none_is_refused_with_what_to_write() => await StartingContract.IsRefusedAsync(host.Client, host.Process);

    [Fact]
    public async Task A_job_starts_itself() => await StartingContract.FollowAsync(host.Client, "/countdown?left=3", 4);

    [Fact]
    public async Task Two_jobs_start_each_other_more_often_than_loops_may_be_long() => await StartingContract.FollowAsync(host.Client, "/ping?round=0", 21);

    [Fact]
    public async Task A_worker_knows_of_the_workers_that_it_may_start_and_of_no_others()
    {
        JsonElement job = await host.Client.RunAsync("/variables", "");

        Assert.Equal(
            [
                "ASYNCJOBS_BUCKET", "ASYNCJOBS_CANCEL_POLL_SECONDS", "ASYNCJOBS_HANDLER", "ASYNCJOBS_LIFELINE", "ASYNCJOBS_LIST",
                "ASYNCJOBS_LIST_ALL", "ASYNCJOBS_LOOPBACK_CALLBACKS",
                "ASYNCJOBS_QUEUE", "ASYNCJOBS_RETRY_DELAY_SECONDS", "ASYNCJOBS_S3_ENDPOINT", "ASYNCJOBS_SQS_ENDPOINT", "ASYNCJOBS_TABLE", "ASYNCJOBS_WORKERS",
            ],
            job.GetProperty("result").EnumerateArray().Select(name => name.GetString()!).Where(name =>
                name is not ("ASYNCJOBS_CALLBACK_HOSTS" or "ASYNCJOBS_WEBHOOK_SECRET") && Environment.GetEnvironmentVariable(name) is null));
        JsonElement parent = await host.Client.RunAsync("/process?variable=ASYNCJOBS_WORKERS&variable=ASYNCJOBS_OWNER", "");
        Assert.EndsWith("||", parent.GetProperty("result").GetString(), StringComparison.Ordinal);
    }
}
