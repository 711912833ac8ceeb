using AsyncJobs.EndToEnd.Tests.Hosting;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Jobs;

/// <summary>Jobs that start jobs, in one process: what would be refused on AWS is refused here.</summary>
public sealed class StartingJobsTests(TroubleHost host)
{
    [Fact]
    public async Task A_job_starts_the_jobs_that_its_Starts_names() => await StartingContract.StartsAsync(host.Client);

    [Fact]
    public async Task A_job_that_has_ended_runs_again() => await StartingContract.RunsAgainAsync(host.Client);

    [Fact]
    public async Task A_job_that_names_none_is_refused_with_what_to_write() => await StartingContract.IsRefusedAsync(host.Client, host.Process);

    [Fact]
    public async Task A_job_starts_itself() => await StartingContract.FollowAsync(host.Client, "/countdown?left=3", 4);
}
