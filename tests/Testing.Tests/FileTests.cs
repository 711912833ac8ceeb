using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AsyncJobs.Client;
using AsyncJobs.Jobs;
using AsyncJobs.Storage;
using AsyncJobs.Testing.Tests.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Testing.Tests;

/// <summary>The file that a job returns is read from its host.</summary>
public sealed class FileTests
{
    private static readonly byte[] s_file = Encoding.UTF8.GetBytes("year;turnover\n2026;1\n");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_url_of_a_file_brings_it_as_it_was_returned()
    {
        await using JobTestHost host = Host();
        JobSnapshot<JobDownload> job = await host.RunToEndAsync(() => ExportsRunJob.StartAsync(2026), Cancelled);
        JobDownload download = job.Result!;

        using HttpResponseMessage reply = await host.HttpClient.GetAsync(download.Url, Cancelled);
        byte[] content = await reply.Content.ReadAsByteArrayAsync(Cancelled);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(("text/csv", s_file.Length), (reply.Content.Headers.ContentType!.MediaType, reply.Content.Headers.ContentLength));
        Assert.Equal("turnover 2026.csv", reply.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(s_file, content);
        Assert.Equal((s_file.Length, Convert.ToHexStringLower(SHA256.HashData(s_file))), (download.Length, download.Sha256));
    }

    [Fact]
    public async Task The_head_of_a_file_says_what_it_is()
    {
        await using JobTestHost host = Host();
        JobSnapshot<JobDownload> job = await host.RunToEndAsync(() => ExportsRunJob.StartAsync(2026), Cancelled);
        using HttpRequestMessage request = new(HttpMethod.Head, job.Result!.Url);

        using HttpResponseMessage reply = await host.HttpClient.SendAsync(request, Cancelled);

        Assert.Equal((HttpStatusCode.OK, s_file.Length), (reply.StatusCode, reply.Content.Headers.ContentLength));
        Assert.Empty(await reply.Content.ReadAsByteArrayAsync(Cancelled));
    }

    [Fact]
    public async Task Another_look_at_the_job_gives_another_url_and_each_expires_by_the_clock_of_the_host()
    {
        await using JobTestHost host = Host();
        JobDownload first = (await host.RunToEndAsync(() => ExportsRunJob.StartAsync(2026), Cancelled)).Result!;
        string id = Assert.Single(await host.ListAsync(Cancelled)).Id;

        await host.AdvanceAsync(TimeSpan.FromMinutes(14), Cancelled);
        JobDownload second = (await host.App.GetAsync(ExportsRunJob.Definition, id, Cancelled))!.Result!;
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(host, first));
        await host.AdvanceAsync(TimeSpan.FromMinutes(1), Cancelled);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (await StatusOfAsync(host, first), await StatusOfAsync(host, second)));
        Assert.Equal(first.UrlExpiresAt, host.Time.GetUtcNow());
    }

    [Fact]
    public async Task Nobody_guesses_a_url()
    {
        await using JobTestHost host = Host();
        JobDownload download = (await host.RunToEndAsync(() => ExportsRunJob.StartAsync(2026), Cancelled)).Result!;

        using HttpResponseMessage reply = await host.HttpClient.GetAsync(new Uri(download.Url.AbsoluteUri[..^1] + "x"), Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
    }

    [Fact]
    public async Task The_client_downloads_a_file_and_asks_again_for_a_url_that_has_expired()
    {
        await using JobTestHost host = Host();
        AsyncJobClient client = new(host.HttpClient, new AsyncJobClientOptions { TimeProvider = host.Time, Downloads = host.HttpClient });

        AsyncJob<AsyncJobFile> job = await client.StartAsync<AsyncJobFile>("/exports/2026", cancellationToken: Cancelled);
        await job.WaitAsync(Cancelled);
        await host.AdvanceAsync(TimeSpan.FromHours(1), Cancelled);
        using MemoryStream copy = new();
        AsyncJobFile file = await job.DownloadAsync(copy, Cancelled);

        Assert.Equal(("text/csv", "turnover 2026.csv"), (file.ContentType, file.FileName));
        Assert.Equal(s_file, copy.ToArray());
        Assert.Equal(host.Time.GetUtcNow() + TimeSpan.FromMinutes(15), file.UrlExpiresAt);
        await using Stream opened = await job.OpenAsync(Cancelled);
        using StreamReader reader = new(opened);
        Assert.Equal(Encoding.UTF8.GetString(s_file), await reader.ReadToEndAsync(Cancelled));
    }

    [Fact]
    public async Task The_file_of_a_caller_is_in_the_status_that_they_alone_see_and_its_url_needs_no_token()
    {
        await using JobTestHost host = Host();
        using HttpClient alice = host.CreateClient("alice");
        using HttpClient bob = host.CreateClient("bob");

        using HttpResponseMessage accepted = await alice.PostAsync(new Uri("/exports/2026", UriKind.Relative), null, Cancelled);
        Uri job = accepted.Headers.Location!;
        await host.RunToEndAsync(job.ToString().Split('/')[^1], Cancelled);
        JsonElement status = await alice.GetFromJsonAsync<JsonElement>(job, Cancelled);
        using HttpResponseMessage hidden = await bob.GetAsync(job, Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Uri file = new(status.GetProperty("result").GetProperty("url").GetString()!);
        Assert.Equal(s_file, await host.HttpClient.GetByteArrayAsync(file, Cancelled));
    }

    [Fact]
    public async Task An_application_without_a_payload_store_keeps_no_file_as_on_AWS()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);

        JobSnapshot<JobDownload> job = await host.RunToEndAsync(() => ExportsRunJob.StartAsync(2026), Cancelled);

        Assert.Equal(JobStatus.Failed, job.Status);
    }

    private static JobTestHost Host() =>
        JobTestHost.Create(AppJobs.Create(services => services.AddSingleton<IPayloadStore>(new InMemoryPayloadStore())));

    private static async Task<HttpStatusCode> StatusOfAsync(JobTestHost host, JobDownload download)
    {
        using HttpResponseMessage reply = await host.HttpClient.GetAsync(download.Url, Cancelled);
        return reply.StatusCode;
    }
}
