using System.Net;
using System.Net.Http.Json;
using AsyncJobs;
using AsyncJobs.Jobs;
using AsyncJobs.Testing;
using MyJobs.Primes;
using Xunit;

namespace MyJobs.Tests;

/// <summary>The whole application, with its time and its faults.</summary>
public sealed class PrimesTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_is_accepted_and_its_job_counts()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);

        using HttpResponseMessage accepted = await host.HttpClient.PostAsJsonAsync("/primes", new { upTo = 1000 }, Cancelled);
        string id = accepted.Headers.Location!.ToString().Split('/')[^1];
        JobSnapshot<PrimeCount> job = await host.RunToEndAsync(PrimeCounterCountJob.Definition, id, Cancelled);

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(168, job.Result!.Count);
    }

    [Fact]
    public async Task A_job_survives_its_worker()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);
        host.Faults.KillWorkersBeforeOutcome();

        JobSnapshot<PrimeCount> job = await host.RunToEndAsync(() => PrimeCounterCountJob.StartAsync(new PrimeRequest(1000)), Cancelled);

        Assert.Equal((JobStatus.Succeeded, 2), (job.Status, job.Attempt));
    }
}
