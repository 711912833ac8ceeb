using System.Net;
using Amazon.Lambda.Annotations.APIGateway;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.SQSEvents;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using Xunit;

namespace AsyncJobs.Testing.Tests.Events;

/// <summary>The functions of docs/guides/events.md, called with events as AWS sends them: at least once.</summary>
public sealed class EventTests
{
    [Fact]
    public async Task Of_ten_messages_the_two_that_start_nothing_come_again()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);
        EventContext context = new();
        SQSEvent batch = Batch(i => i switch { 3 => "no JSON", 7 => "null", _ => Body(i) });

        SQSBatchResponse response = await InAsync(host, () => OrderQueue.Handle(batch, context));

        Assert.Equal(["message-3", "message-7"], response.BatchItemFailures.Select(static failure => failure.ItemIdentifier));
        Assert.Equal(8, (await host.ListAsync(TestContext.Current.CancellationToken)).Count);
        Assert.Equal(2, context.Lines.Count);
    }

    [Fact]
    public async Task A_message_that_comes_again_starts_nothing_twice()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);
        SQSEvent batch = Batch(Body);

        SQSBatchResponse first = await InAsync(host, () => OrderQueue.Handle(batch, new EventContext()));
        SQSBatchResponse second = await InAsync(host, () => OrderQueue.Handle(batch, new EventContext()));

        Assert.Empty(first.BatchItemFailures);
        Assert.Empty(second.BatchItemFailures);
        IReadOnlyList<JobRecord> jobs = await host.ListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(10, jobs.Count);
        foreach (JobRecord job in jobs)
        {
            JobSnapshot<int> done = await host.RunToEndAsync(OrdersPackJob.Definition, job.Id, TestContext.Current.CancellationToken);
            Assert.Equal((JobStatus.Succeeded, 1), (done.Status, done.Attempt));
        }
    }

    [Fact]
    public async Task A_message_whose_job_could_not_be_dispatched_starts_it_the_next_time()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);
        host.Faults.RefuseEvents(1);
        SQSEvent batch = Batch(Body);

        SQSBatchResponse first = await InAsync(host, () => OrderQueue.Handle(batch, new EventContext()));
        string again = Assert.Single(first.BatchItemFailures).ItemIdentifier;
        batch.Records.RemoveAll(message => message.MessageId != again);
        SQSBatchResponse second = await InAsync(host, () => OrderQueue.Handle(batch, new EventContext()));

        Assert.Empty(second.BatchItemFailures);
        Assert.Equal(10, (await host.ListAsync(TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public async Task A_night_has_one_report_however_often_the_schedule_tells_of_it()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);
        ScheduledEvent schedule = new() { Id = "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa", Time = new DateTime(2026, 3, 1, 2, 0, 0, DateTimeKind.Utc) };

        for (int i = 0; i < 2; i++)
            await InAsync(host, () => NightlySchedule.Handle(schedule, new EventContext()));

        JobRecord job = Assert.Single(await host.ListAsync(TestContext.Current.CancellationToken));
        JobSnapshot<string> done = await host.RunToEndAsync(NightsReportJob.Definition, job.Id, TestContext.Current.CancellationToken);
        Assert.Equal("the report of 2026-02-28", done.Result);
    }

    [Fact]
    public async Task An_upload_is_read_once_and_what_replaces_it_once_more()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);
        string longName = new('a', 900);

        // The event of the last one comes a second time, before the events of the others.
        foreach (string sequencer in new[] { "2", "1", "2" })
            await InAsync(host, () => UploadBucket.Handle(Uploaded(("in/caf%C3%A9+au+lait.csv", sequencer), (longName, "1")), new EventContext()));

        List<string> results = [];
        foreach (JobRecord job in await host.ListAsync(TestContext.Current.CancellationToken))
            results.Add((await host.RunToEndAsync(UploadsReadJob.Definition, job.Id, TestContext.Current.CancellationToken)).Result!);
        Assert.Equal(["shop: in/café au lait.csv", $"shop: {longName}", "shop: in/café au lait.csv"], results);
    }

    [Fact]
    public async Task A_function_of_Annotations_sends_its_caller_to_the_job()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);
        ReportFunctions functions = new();

        IHttpResult first = await InAsync(host, () => functions.Start("2026-02-28", "4d2eaa53dc4d37", new EventContext()));
        IHttpResult second = await InAsync(host, () => functions.Start("2026-02-28", "4d2eaa53dc4d37", new EventContext()));
        IHttpResult none = await InAsync(host, () => functions.Start("yesterday", "another", new EventContext()));

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.BadRequest], new[] { first, second, none }.Select(static result => result.StatusCode));
        string location = Assert.IsType<HttpResults>(first).Headers["Location"];
        Assert.Equal(location, Assert.IsType<HttpResults>(second).Headers["Location"]);
        using HttpResponseMessage status = await host.HttpClient.GetAsync(new Uri(location, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, status.StatusCode);
    }

    [Fact]
    public async Task No_request_starts_a_job_without_a_route()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);

        foreach (string path in new[] { "/nightly-report", "/_local/jobs/nightly-report?day=2026-02-28" })
        {
            using HttpResponseMessage reply = await host.HttpClient.PostAsync(new Uri(path, UriKind.Relative), null, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        }

        Assert.Empty(await host.ListAsync(TestContext.Current.CancellationToken));
    }

    // The function's own process has AppJobs.App; in a test it is the host's application.
    private static async Task<T> InAsync<T>(JobTestHost host, Func<Task<T>> invoke)
    {
        using EnteredApp entered = host.App.Enter();
        return await invoke();
    }

    private static async Task InAsync(JobTestHost host, Func<Task> invoke)
    {
        using EnteredApp entered = host.App.Enter();
        await invoke();
    }

    private static string Body(int i) => $$"""{"id":"order-{{i}}","pieces":{{i}}}""";

    private static SQSEvent Batch(Func<int, string> body) => new()
    {
        Records = [.. Enumerable.Range(0, 10).Select(i => new SQSEvent.SQSMessage { MessageId = $"message-{i}", Body = body(i) })],
    };

    private static S3Event Uploaded(params (string Key, string Sequencer)[] objects) => new()
    {
        Records =
        [
            .. objects.Select(static uploaded => new S3Event.S3EventNotificationRecord
            {
                S3 = new() { Bucket = new() { Name = "shop" }, Object = new() { Key = uploaded.Key, Sequencer = uploaded.Sequencer } },
            }),
        ],
    };
}
