using System.Net;
using AsyncJobs.Client;
using AsyncJobs.Jobs;
using AsyncJobs.Testing.Tests.Jobs;
using Xunit;

namespace AsyncJobs.Testing.Tests;

/// <summary>Lists of jobs in a host, by its callers and by code.</summary>
public sealed class ListTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_caller_lists_their_own_jobs_page_by_page()
    {
        await using JobTestHost host = Host("ASYNCJOBS_LIST");
        List<string> ofAlice = [];
        foreach (string caller in (string[])["alice", "bob", "alice", "alice"])
        {
            using HttpClient http = host.CreateClient(caller);
            AsyncJob<int> job = await new AsyncJobClient(http, Options(host)).StartAsync<int>("imports?pages=1", cancellationToken: Cancelled);
            if (caller == "alice")
                ofAlice.Insert(0, job.Id);
            await host.AdvanceAsync(TimeSpan.FromSeconds(1), Cancelled);
        }

        using HttpClient alice = host.CreateClient("alice");
        List<AsyncJobSnapshot> listed = [];
        await foreach (AsyncJobSnapshot job in new AsyncJobClient(alice, Options(host)).ListAsync(new AsyncJobListOptions { PageSize = 2 }, Cancelled))
            listed.Add(job);

        Assert.Equal(ofAlice, listed.Select(static job => job.Id));
        using HttpResponseMessage ofNobody = await host.HttpClient.GetAsync(new Uri("/jobs", UriKind.Relative), Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, ofNobody.StatusCode);
    }

    [Fact]
    public async Task Where_lists_are_off_a_caller_has_none()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);
        using HttpClient alice = host.CreateClient("alice");

        using HttpResponseMessage reply = await alice.GetAsync(new Uri("/jobs", UriKind.Relative), Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
    }

    [Fact]
    public async Task Code_lists_all_jobs()
    {
        await using JobTestHost host = Host("ASYNCJOBS_LIST_ALL");
        string first = (await host.StartAsync(() => ImportsRunJob.StartAsync(1))).Id;
        await host.AdvanceAsync(TimeSpan.FromSeconds(1), Cancelled);
        string second = (await host.StartAsync(() => ImportsRunJob.StartAsync(1))).Id;

        List<string> ids = [];
        await foreach (ListedJob job in host.App.ListAsync(cancellationToken: Cancelled))
            ids.Add(job.Id);

        Assert.Equal([second, first], ids);
        Assert.DoesNotContain(host.Log, static entry => entry.Event == "job.list-scans");
    }

    private static JobTestHost Host(string setting) =>
        JobTestHost.Create(AppJobs.Create(environment: new Dictionary<string, string> { [setting] = "true" }));

    private static AsyncJobClientOptions Options(JobTestHost host) => new() { TimeProvider = host.Time };
}
