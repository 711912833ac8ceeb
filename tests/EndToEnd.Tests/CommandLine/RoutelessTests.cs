using System.Net;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Local;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Gateway;
using AsyncJobs.Local.Platform;
using AsyncJobs.Storage;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

/// <summary>How a developer starts a job on their machine that only code starts on AWS.</summary>
public sealed class RoutelessTests
{
    private const string Address = "http://localhost:5080";

    [Fact]
    public void The_host_prints_how()
    {
        JobApp app = new([new BuiltRoutelessJob("nightly")]);

        string banner = LocalBanner.Write(app, Address, "in this process", LocalOptions.Parse([]), new CallerSettings(null, false, default!, default, []), null);

        Assert.Contains("POST /_local/jobs/nightly  starts a job of nightly, on this machine only: 900 s, 3 attempts\n", banner, StringComparison.Ordinal);
        Assert.Contains("curl -i -X POST 'http://localhost:5080/_local/jobs/nightly?year=1'\n", banner, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_request_starts_it_and_a_bad_one_does_not()
    {
        await using JobApp app = new([new BuiltRoutelessJob("nightly")]);
        InMemoryJobStore store = new();
        app.Use(new JobPlatform(store, new Silent()));
        RequestDelegate host = Host(app);

        (HttpStatusCode status, string? location) = await SendAsync(host, "POST", "/_local/jobs/nightly?year=2026", null);
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.StartsWith("/jobs/", location, StringComparison.Ordinal);
        Assert.NotNull(await store.GetAsync(location!["/jobs/".Length..], TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(host, "POST", "/_local/jobs/nightly?year=soon", null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(host, "POST", "/_local/jobs/weekly?year=2026", null)).Status);
    }

    [Fact]
    public async Task A_mistyped_name_is_told_which_there_are()
    {
        await using JobApp app = new([new BuiltRoutelessJob("nightly-report"), new BuiltRoutelessJob("weekly-report")]);
        app.Use(new JobPlatform(new InMemoryJobStore(), new Silent()));
        LoopbackServer server = await LoopbackServer.StartAsync(new Uri("http://127.0.0.1:0"), null, Host(app));
        await using (server)
        {
            using HttpClient client = new();
            using HttpResponseMessage reply = await client.PostAsync(server.Address + "/_local/jobs/nighly-report", null, TestContext.Current.CancellationToken);
            string problem = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            using HttpResponseMessage other = await client.PostAsync(server.Address + "/nothing", null, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
            Assert.Contains("These are: POST /_local/jobs/nightly-report, POST /_local/jobs/weekly-report.", problem, StringComparison.Ordinal);
            Assert.DoesNotContain("_local", await other.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_send_it()
    {
        await using JobApp app = new([new BuiltRoutelessJob("nightly")]);
        app.Use(new JobPlatform(new InMemoryJobStore(), new Silent()));

        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(Host(app), "POST", "/_local/jobs/nightly?year=2026", "https://evil.example")).Status);
    }

    private static RequestDelegate Host(JobApp app)
    {
        InProcessFunctions functions = new(app, TimeProvider.System);
        HttpGateway gateway = new(
            [.. GatewayRoute.OfThisMachine(app, functions), .. GatewayRoute.Of(app, functions, answersPages: false, listsJobs: false, hasCallbacks: false)],
            new RequestGuard(RequestGuard.LocalHost, [], []),
            new LocalJobLog(TextWriter.Null, TimeProvider.System),
            TimeProvider.System);
        return gateway.HandleAsync;
    }

    private static async Task<(HttpStatusCode Status, string? Location)> SendAsync(RequestDelegate host, string method, string target, string? origin)
    {
        LoopbackServer server = await LoopbackServer.StartAsync(new Uri("http://127.0.0.1:0"), null, host);
        await using (server)
        {
            using HttpClient client = new();
            using HttpRequestMessage request = new(new HttpMethod(method), server.Address + target);
            if (origin is not null)
                request.Headers.Add("Origin", origin);
            using HttpResponseMessage reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
            return (reply.StatusCode, reply.Headers.Location?.OriginalString);
        }
    }

    private sealed class Silent : IJobDispatcher
    {
        public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => default;
    }
}
