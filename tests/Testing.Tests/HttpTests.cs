using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AsyncJobs.Client;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Testing.Tests.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Testing.Tests;

/// <summary>A host is spoken to as an API is, without a port.</summary>
public sealed class HttpTests
{
    private static readonly Uri s_scripts = new("/scripts", UriKind.Relative);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_is_accepted_and_its_location_shows_the_end()
    {
        await using JobTestHost host = Host((_, _) => Task.FromResult("done"));

        using HttpResponseMessage accepted = await host.HttpClient.PostAsync(s_scripts, null, Cancelled);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        await host.RunToEndAsync(accepted.Headers.Location!.ToString().Split('/')[^1], Cancelled);
        JsonElement status = await host.HttpClient.GetFromJsonAsync<JsonElement>(accepted.Headers.Location, Cancelled);

        Assert.Equal(("SUCCEEDED", "done"), (status.GetProperty("status").GetString(), status.GetProperty("result").GetString()));
        Assert.Equal("application/json", accepted.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_request_that_cannot_be_bound_gets_its_faults()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);

        using HttpResponseMessage reply = await host.HttpClient.PostAsync(new Uri("/imports?pages=many", UriKind.Relative), null, Cancelled);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (reply.StatusCode, reply.Content.Headers.ContentType!.MediaType));
        Assert.Empty(await host.ListAsync(Cancelled));
    }

    [Fact]
    public async Task The_client_waits_by_the_clock_of_the_host()
    {
        await using JobTestHost host = Host(static async (job, time) =>
        {
            await Task.Delay(TimeSpan.FromMinutes(10), time, job.CancellationToken);
            return job.Attempt == 1 ? throw new IOException("Not now.") : "done";
        });
        AsyncJobClient client = new(host.HttpClient, new AsyncJobClientOptions { TimeProvider = host.Time });

        AsyncJob<string> job = await client.StartAsync<string>("/scripts", cancellationToken: Cancelled);
        string result = await job.WaitAsync(Cancelled);

        Assert.Equal("done", result);
        JobRecord record = Assert.Single(await host.ListAsync(Cancelled));
        Assert.Equal((2, TimeSpan.FromMinutes(21)), (record.Attempt, record.FinishedAt - record.CreatedAt));
    }

    [Fact]
    public async Task A_request_that_is_held_has_time_go_on()
    {
        await using JobTestHost host = Host(static async (job, time) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(8), time, job.CancellationToken);
            return "done";
        });
        using HttpRequestMessage request = new(HttpMethod.Post, s_scripts) { Headers = { { "Prefer", "wait=20" } } };

        using HttpResponseMessage reply = await host.HttpClient.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Fact]
    public async Task Nobody_sees_the_job_of_another_caller()
    {
        await using JobTestHost host = Host((_, _) => Task.FromResult("done"));
        using HttpClient alice = host.CreateClient("alice");
        using HttpClient bob = host.CreateClient("bob");

        using HttpResponseMessage accepted = await alice.PostAsync(s_scripts, null, Cancelled);
        Uri job = accepted.Headers.Location!;
        using HttpResponseMessage seen = await alice.GetAsync(job, Cancelled);
        using HttpResponseMessage hidden = await bob.GetAsync(job, Cancelled);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (seen.StatusCode, hidden.StatusCode));
        Assert.EndsWith("|alice", Assert.Single(await host.ListAsync(Cancelled)).Owner, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_limits_of_the_platform_hold()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);
        using ByteArrayContent large = new(new byte[11 * 1024 * 1024]);
        using ByteArrayContent event6 = new(new byte[7 * 1024 * 1024]);

        using HttpResponseMessage body = await host.HttpClient.PostAsync(s_scripts, large, Cancelled);
        using HttpResponseMessage asEvent = await host.HttpClient.PostAsync(s_scripts, event6, Cancelled);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (body.StatusCode, asEvent.StatusCode));
    }

    [Fact]
    public async Task A_job_that_starts_another_reaches_the_application_of_its_host()
    {
        await using JobTestHost one = Host((_, _) => Task.FromResult("one"));
        await using JobTestHost other = Host((_, _) => Task.FromResult("other"));

        JobSnapshot<string>[] parents = await Task.WhenAll(
            one.RunToEndAsync(() => ScriptedStartJob.StartAsync(), Cancelled), other.RunToEndAsync(() => ScriptedStartJob.StartAsync(), Cancelled));

        Assert.Equal("one", (await one.RunToEndAsync(ScriptedRunJob.Definition, parents[0].Result!, Cancelled)).Result);
        Assert.Equal("other", (await other.RunToEndAsync(ScriptedRunJob.Definition, parents[1].Result!, Cancelled)).Result);
        Assert.Equal(["parents", "scripts"], (await one.ListAsync(Cancelled)).Select(static job => job.Job));
    }

    [Fact]
    public async Task Log_and_metrics_can_be_read()
    {
        List<string> shown = [];
        await using JobTestHost host = Host(
            static (_, _) =>
            {
                InvocationScope.Current.Metrics.Count("pages", "read", 3);
                return Task.FromResult("done");
            },
            options => options.LogTo = shown.Add);

        await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);

        Assert.Contains(host.Log, static entry => entry is { Event: "job.finished", Attempt: 1, Job: "scripts" });
        Assert.Equal(3, host.Metrics["pages.read"]);
        Assert.Contains(shown, static line => line.Contains("job.finished", StringComparison.Ordinal));
    }

    private static JobTestHost Host(Script script, Action<JobTestHostOptions>? configure = null) =>
        JobTestHost.Create(AppJobs.Create(services => services.AddSingleton(script)), configure);
}
