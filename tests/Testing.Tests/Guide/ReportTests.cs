using System.Net;
using Amazon.DynamoDBv2;
using AsyncJobs.Client;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;
using AsyncJobs.Testing.Tests.Jobs;
using AsyncJobs.Tests;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Testing.Tests.Guide;

#pragma warning disable xUnit1051 // The pages are for users of any test framework.

/// <summary>The code of docs/guides/testing.md and of the package's README, which <see cref="GuideTests"/> compares with it.</summary>
public sealed class ReportTests(DynamoDbLocal dynamoDb)
{
    private static readonly Figures s_figures = new((year, _) => Task.FromResult(year * 1000m));

    private static readonly DateTimeOffset s_noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static JobApp App => AppJobs.Create(services => services.AddSingleton<IFigures>(s_figures));

    [Fact]
    public async Task A_report_has_the_turnover_of_its_year()
    {
        TestJobContext job = TestJob.Context();

        Report report = await Reports.Build(2026, s_figures, job);

        Assert.Equal(2_026_000, report.Turnover);
        Assert.Equal("reading", job.Progress[^1].Message);
    }

    [Fact]
    public async Task An_import_goes_on_in_the_next_invocation()
    {
        TestJobContext first = TestJob.Context(ImportsRunJob.Definition, new() { State = new Cursor(6) });
        await Assert.ThrowsAsync<JobContinuedException>(() => Imports.Run(7, first));
        Assert.Equal(new Cursor(7), first.ContinuedState);

        TestJobContext second = first.NextInvocation();
        Assert.Equal(7, await Imports.Run(7, second));
    }

    [Fact]
    public async Task A_total_waits_for_its_reports()
    {
        TestJobContext first = TestJob.Context(TotalsAddJob.Definition, new() { State = new[] { "a", "b" } });
        first.SetJob(new JobSnapshot<Report> { Id = "a", Status = JobStatus.Succeeded, CreatedAt = s_noon, Result = new Report(2025, 4) });
        first.SetJob(new JobSnapshot<Report> { Id = "b", Status = JobStatus.Running, CreatedAt = s_noon });
        await Assert.ThrowsAsync<JobContinuedException>(() => Totals.Add(first));

        TestJobContext second = first.NextInvocation();
        second.SetJob(new JobSnapshot<Report> { Id = "b", Status = JobStatus.Failed, CreatedAt = s_noon });
        await Assert.ThrowsAsync<JobsNotSucceededException>(() => Totals.Add(second));
    }

    [Fact]
    public async Task A_total_starts_its_reports()
    {
        await using JobTestHost host = JobTestHost.Create(App);

        JobSnapshot<decimal> total = await host.RunToEndAsync(() => TotalsAddJob.StartAsync());

        Assert.Equal(10_110_000, total.Result);
        Assert.Equal(6, (await host.ListAsync()).Count);
    }

    [Fact]
    public async Task A_report_is_built_again_after_a_failure()
    {
        Figures figures = new((year, _) => year == 2025 ? Task.FromResult(1m) : throw new IOException("The figures are not there yet."));
        await using JobTestHost host = JobTestHost.Create(AppJobs.Create(services => services.AddSingleton<IFigures>(figures)));

        JobSnapshot<Report> good = await host.RunToEndAsync(() => ReportsBuildJob.StartAsync(2025));
        JobSnapshot<Report> bad = await host.RunToEndAsync(() => ReportsBuildJob.StartAsync(2026));

        Assert.Equal((JobStatus.Succeeded, 1m), (good.Status, good.Result!.Turnover));
        Assert.Equal((JobStatus.Failed, 3), (bad.Status, bad.Attempt));
        Assert.Equal(TimeSpan.FromMinutes(3), bad.FinishedAt - bad.CreatedAt);
    }

    [Fact]
    public async Task Nobody_else_sees_a_report()
    {
        await using JobTestHost host = JobTestHost.Create(App);
        using HttpClient alice = host.CreateClient("alice");
        using HttpClient bob = host.CreateClient("bob");

        using HttpResponseMessage accepted = await alice.PostAsync("/reports/2026", null);
        using HttpResponseMessage reply = await bob.GetAsync(accepted.Headers.Location);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.NotFound), (accepted.StatusCode, reply.StatusCode));
    }

    [Fact]
    public async Task A_client_gets_the_report()
    {
        await using JobTestHost host = JobTestHost.Create(App);
        AsyncJobClient client = new(host.HttpClient, new AsyncJobClientOptions { TimeProvider = host.Time });

        AsyncJob<Report> job = await client.StartAsync<Report>("/reports/2026");
        Report report = await job.WaitAsync();

        Assert.Equal(2026, report.Year);
    }

    [Fact]
    public async Task A_client_downloads_an_export()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.Create(services => services.AddSingleton<IPayloadStore, InMemoryPayloadStore>()));
        AsyncJobClient client = new(host.HttpClient, new AsyncJobClientOptions { TimeProvider = host.Time, Downloads = host.HttpClient });

        AsyncJob<AsyncJobFile> job = await client.StartAsync<AsyncJobFile>("/exports/2026");
        await job.WaitAsync();
        using MemoryStream copy = new();
        AsyncJobFile file = await job.DownloadAsync(copy);

        Assert.Equal(("text/csv", copy.Length), (file.ContentType, file.Length));
    }

    [Fact]
    public async Task The_end_of_a_report_is_told_again_where_it_was_not_taken()
    {
        await using JobTestHost host = JobTestHost.Create(App, options => options.UseCallbacks(["hooks.example.com"]));
        host.Callbacks.AnswerWith(HttpStatusCode.InternalServerError);
        JobStartOptions options = new() { CallbackUrl = new Uri("https://hooks.example.com/done") };

        await host.RunToEndAsync(() => ReportsBuildJob.StartAsync(2026, options));

        Assert.Equal(2, host.Callbacks.Sent.Count);
        SentCallback sent = host.Callbacks.Sent[^1];
        new WebhookVerifier(host.Callbacks.Secret, time: host.Time).Verify(
            sent.Headers[WebhookVerifier.IdHeader],
            sent.Headers[WebhookVerifier.TimestampHeader],
            sent.Headers[WebhookVerifier.SignatureHeader],
            sent.Body.Span);
    }

    [Fact]
    public async Task The_end_of_a_report_is_told_to_the_application_that_waits_for_it()
    {
        const string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        using Receiver receiver = new();
        await using JobTestHost host = JobTestHost.Create(App, options => options.UseCallbacks(["hooks.example.com"], secret, receiver));
        JobStartOptions options = new() { CallbackUrl = new Uri("https://hooks.example.com/done") };

        await host.RunToEndAsync(() => ReportsBuildJob.StartAsync(2026, options));

        Assert.Equal((secret, HttpStatusCode.Accepted), (host.Callbacks.Secret, Assert.Single(host.Callbacks.Sent).StatusCode!.Value));
    }

    [Fact]
    public async Task A_report_whose_figures_never_come_ends_after_its_timeout()
    {
        Figures figures = new(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        });
        await using JobTestHost host = JobTestHost.Create(AppJobs.Create(services => services.AddSingleton<IFigures>(figures)));

        JobSnapshot<Report> started = await host.StartAsync(() => ReportsBuildJob.StartAsync(2026));
        await host.RunUntilAsync(started.Id, job => job.Progress is not null);
        await host.AdvanceAsync(TimeSpan.FromSeconds(900));

        JobRecord? job = await host.FindAsync(started.Id);
        Assert.Equal(JobStatus.TimedOut, job!.Status);
    }

    [Fact]
    public async Task A_report_survives_its_worker()
    {
        await using JobTestHost host = JobTestHost.Create(App);
        host.Faults.DuplicateEvents();
        host.Faults.KillWorkersBeforeOutcome();

        JobSnapshot<Report> job = await host.RunToEndAsync(() => ReportsBuildJob.StartAsync(2026));

        Assert.Equal((JobStatus.Succeeded, 2), (job.Status, job.Attempt));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Reports_survive_what_a_seed_brings(int seed)
    {
        await using JobTestHost host = JobTestHost.Create(App);
        host.Faults.AtRandom(seed, new JobFaultRates { DuplicateEvents = 0.2, DelayEvents = 0.2, ThrottleTable = 0.05, KillWorkers = 0.1 });

        using HttpResponseMessage reply = await host.HttpClient.PostAsync("/reports/2026", null);
        if (reply.IsSuccessStatusCode)
            Assert.True((await host.RunToEndAsync(reply.Headers.Location!.ToString().Split('/')[^1])).IsFinished);
    }

    [Fact]
    public async Task A_report_is_kept_in_DynamoDB()
    {
        using IAmazonDynamoDB client = dynamoDb.CreateClient();
        await using JobTestHost host = JobTestHost.Create(App, options => options.UseDynamoDb(client));

        JobSnapshot<Report> job = await host.RunToEndAsync(() => ReportsBuildJob.StartAsync(2026));

        Assert.Equal(2026, job.Result!.Year);
    }

    private sealed class Receiver : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.Accepted));
    }
}
