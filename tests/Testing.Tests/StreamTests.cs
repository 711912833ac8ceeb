using System.Net;
using System.Net.Http.Headers;
using AsyncJobs.Client;
using AsyncJobs.Lifecycle;
using AsyncJobs.Testing.Tests.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Testing.Tests;

/// <summary>A host streams how its jobs go on, by its own clock.</summary>
public sealed class StreamTests
{
    // Milliseconds after which a test that waits for what does not come has failed.
    private const int Patience = 60_000;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task The_client_is_told_of_each_step_within_seconds_of_the_clock()
    {
        await using JobTestHost host = Host(static async (job, time) =>
        {
            for (int i = 1; i <= 3; i++)
            {
                await Task.Delay(TimeSpan.FromMinutes(1), time, job.CancellationToken);
                await job.ReportProgressAsync(i / 4.0, $"step {i}");
            }

            await Task.Delay(TimeSpan.FromMinutes(1), time, job.CancellationToken);
            return "done";
        });
        using CountingHandler counted = new(host.CreateHandler());
        using HttpClient http = new(counted) { BaseAddress = host.HttpClient.BaseAddress };
        AsyncJobClient client = new(http, new AsyncJobClientOptions { TimeProvider = host.Time });
        AsyncJob<string> job = await client.StartAsync<string>("/scripts", cancellationToken: Cancelled);

        List<(string Step, DateTimeOffset At)> seen = [];
        await foreach (AsyncJobSnapshot<string> snapshot in job.WatchAsync(Cancelled))
            seen.Add((snapshot.Status is AsyncJobStatus.Succeeded ? snapshot.Result! : snapshot.Progress?.Message ?? "", host.Time.GetUtcNow()));

        Assert.Equal(["step 1", "step 2", "step 3", "done"], seen.Select(one => one.Step).Where(step => step.Length > 0));
        JobRecord record = Assert.Single(await host.ListAsync(Cancelled));
        foreach ((int minute, string step) in (ReadOnlySpan<(int, string)>)[(1, "step 1"), (2, "step 2"), (3, "step 3"), (4, "done")])
            Assert.InRange(seen.Single(one => one.Step == step).At - record.CreatedAt, TimeSpan.FromMinutes(minute), new TimeSpan(0, minute, 6));
        Assert.Equal(1, counted.Gets);
    }

    [Fact(Timeout = Patience)]
    public async Task A_stream_is_kept_open_by_the_clock_which_stands_still_while_nobody_reads()
    {
        await using JobTestHost host = Host(static (job, time) => WaitAsync(job, time, TimeSpan.FromMinutes(10)));
        DateTimeOffset begin = host.Time.GetUtcNow();
        using HttpResponseMessage stream = await StreamAsync(host, await StartAsync(host));
        using StreamReader lines = new(await stream.Content.ReadAsStreamAsync(Cancelled));

        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (stream.StatusCode, stream.Content.Headers.ContentType!.MediaType));
        await ReadToAsync(lines, "event: status");
        Assert.Equal(begin, host.Time.GetUtcNow());

        // The first change, if the worker had not begun when the stream did, and then silence.
        await ReadToAsync(lines, ":");
        TimeSpan first = host.Time.GetUtcNow() - begin;
        await ReadToAsync(lines, ":");

        Assert.InRange(first, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(16));
        Assert.Equal(TimeSpan.FromSeconds(15), host.Time.GetUtcNow() - begin - first);
    }

    [Fact(Timeout = Patience)]
    public async Task A_stream_that_ends_with_its_function_s_time_is_gone_on_with()
    {
        await using JobTestHost host = Host(static (job, time) => WaitAsync(job, time, TimeSpan.FromMinutes(12)));
        AsyncJobClient client = new(host.HttpClient, new AsyncJobClientOptions { TimeProvider = host.Time });
        AsyncJob<string> job = await client.StartAsync<string>("/scripts", cancellationToken: Cancelled);

        AsyncJobSnapshot<string>? last = null;
        await foreach (AsyncJobSnapshot<string> snapshot in job.WatchAsync(TimeSpan.FromHours(1), Cancelled))
            last = snapshot;

        Assert.Equal(("done", TimeSpan.FromMinutes(12)), (last!.Result, last.FinishedAt - last.StartedAt));
    }

    [Fact(Timeout = Patience)]
    public async Task A_stream_that_nobody_reads_any_more_ends_and_the_job_goes_on()
    {
        await using JobTestHost host = Host(static (job, time) => WaitAsync(job, time, TimeSpan.FromMinutes(10)));
        string id = await StartAsync(host);
        using (HttpResponseMessage stream = await StreamAsync(host, id))
        {
            using StreamReader lines = new(await stream.Content.ReadAsStreamAsync(Cancelled));
            await ReadToAsync(lines, "event: status");
        }

        Assert.Equal(JobStatus.Succeeded, (await host.RunToEndAsync(id, Cancelled)).Status);
    }

    [Fact(Timeout = Patience)]
    public async Task A_stream_of_which_all_is_asked_for_runs_the_job_to_its_end()
    {
        await using JobTestHost host = Host(static (job, time) => WaitAsync(job, time, TimeSpan.FromMinutes(2)));
        string id = await StartAsync(host);
        using HttpRequestMessage request = Request(id);

        using HttpResponseMessage reply = await host.HttpClient.SendAsync(request, Cancelled);

        Assert.Contains("event: result\n", await reply.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task Whoever_asks_for_JSON_gets_it_as_a_whole()
    {
        await using JobTestHost host = Host(static (_, _) => Task.FromResult("done"));
        string id = await StartAsync(host);
        await host.RunToEndAsync(id, Cancelled);

        using HttpResponseMessage reply = await host.HttpClient.GetAsync(new Uri("/jobs/" + id, UriKind.Relative), Cancelled);

        Assert.Equal("application/json", reply.Content.Headers.ContentType!.MediaType);
        Assert.Contains("\"done\"", await reply.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_host_that_ends_breaks_off_what_it_streams()
    {
        JobTestHost host = Host(static (job, time) => WaitAsync(job, time, TimeSpan.FromMinutes(10)));
        using HttpResponseMessage stream = await StreamAsync(host, await StartAsync(host));
        using Stream body = await stream.Content.ReadAsStreamAsync(Cancelled);

        await host.DisposeAsync();

        await Assert.ThrowsAsync<IOException>(() => body.CopyToAsync(Stream.Null, Cancelled));
    }

    [Fact(Timeout = Patience)]
    public async Task Where_streaming_is_off_nothing_streams()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);
        string id = await StartAsync(host);
        using HttpRequestMessage request = Request(id);

        using HttpResponseMessage reply = await host.HttpClient.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.NotAcceptable, reply.StatusCode);
    }

    private static async Task<string> WaitAsync(JobContext job, TimeProvider time, TimeSpan pause)
    {
        await Task.Delay(pause, time, job.CancellationToken);
        return "done";
    }

    private static async Task<string> StartAsync(JobTestHost host)
    {
        using HttpResponseMessage accepted = await host.HttpClient.PostAsync(new Uri("/scripts", UriKind.Relative), null, Cancelled);
        return accepted.Headers.Location!.ToString().Split('/')[^1];
    }

    private static HttpRequestMessage Request(string id)
    {
        HttpRequestMessage request = new(HttpMethod.Get, new Uri("/jobs/" + id, UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        return request;
    }

    private static async Task<HttpResponseMessage> StreamAsync(JobTestHost host, string id)
    {
        using HttpRequestMessage request = Request(id);
        return await host.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
    }

    private static async Task ReadToAsync(StreamReader lines, string wanted)
    {
        while (await lines.ReadLineAsync(Cancelled) is { } line)
        {
            if (line == wanted)
                return;
        }

        Assert.Fail($"The stream ended before '{wanted}'.");
    }

    private static JobTestHost Host(Script script) => JobTestHost.Create(AppJobs.Create(
        services => services.AddSingleton(script), new Dictionary<string, string> { ["ASYNCJOBS_STREAMING"] = "true" }));

    private sealed class CountingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public int Gets { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Gets += request.Method == HttpMethod.Get ? 1 : 0;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
