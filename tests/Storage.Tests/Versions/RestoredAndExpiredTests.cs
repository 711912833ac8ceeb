using System.Text;
using AsyncJobs.Binding;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Tests;
using Xunit;
using static AsyncJobs.Storage.Tests.Sample;

namespace AsyncJobs.Storage.Tests.Versions;

/// <summary>A table restored to an earlier moment, and items that expire while their jobs run.</summary>
public sealed class RestoredAndExpiredTests(DynamoDbLocal dynamoDb) : OneTable(dynamoDb)
{
    private static readonly TimeSpan s_past = TimeSpan.FromHours(31);

    [Fact]
    public async Task A_job_that_ran_when_the_backup_was_made_is_lost_to_the_first_who_reads_it()
    {
        JobRecord record = Accepted();
        await PointOfLife.Of("runs and has reported and saved").LiveAsync(Present.Store, record, Token);
        Clock.Advance(TimeSpan.FromHours(5));

        JobReply shown = await Present.RequestAsync("GET", record.Id);

        Assert.Equal((200, "FAILED", JobErrorCodes.Lost), (shown.StatusCode, (string)shown.Body["status"]!, (int)shown.Body["error"]!["errorCode"]!));
    }

    [Fact]
    public async Task A_job_whose_event_is_gone_waits_for_as_long_as_an_event_could_last()
    {
        JobRecord record = Accepted();
        await Present.Store.CreateAsync(record, Noon, Token);

        Clock.Advance(TimeSpan.FromHours(6));
        JobReply sooner = await Present.RequestAsync("GET", record.Id);
        Clock.Advance(TimeSpan.FromMinutes(10));
        JobReply later = await Present.RequestAsync("GET", record.Id);

        Assert.Equal(("PENDING", "FAILED"), ((string)sooner.Body["status"]!, (string)later.Body["status"]!));
        Assert.Equal(JobErrorCodes.Lost, (int)later.Body["error"]!["errorCode"]!);
    }

    [Fact]
    public async Task A_job_that_had_ended_stays_as_the_backup_has_it_whoever_reads_it()
    {
        JobRecord record = Accepted() with { Callback = new JobCallback("https://hooks.example.com/a") };
        await PointOfLife.Of("has succeeded").LiveAsync(Present.Store, record, Token);
        JobRecord before = await RecordAsync(record.Id);
        Clock.Advance(TimeSpan.FromHours(20));

        JobReply shown = await Present.RequestAsync("GET", record.Id);
        await Present.RequestAsync("DELETE", record.Id);

        Assert.Equal(("SUCCEEDED", "PENDING"), ((string)shown.Body["status"]!, (string)shown.Body["callback"]!["status"]!));
        RecordAssert.Equal(before, await RecordAsync(record.Id));
    }

    [Fact]
    public async Task A_record_that_is_back_after_its_expiry_does_not_exist()
    {
        JobRecord record = Accepted();
        await PointOfLife.Of("has succeeded").LiveAsync(Present.Store, record, Token);
        Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(404, (await Present.RequestAsync("GET", record.Id)).StatusCode);
        Assert.Equal(404, (await Present.RequestAsync("DELETE", record.Id)).StatusCode);
    }

    [Fact]
    public async Task An_expired_job_that_still_runs_is_unknown_until_its_end_is_written()
    {
        JobRecord record = Accepted();
        await Present.Store.CreateAsync(record, Noon, Token);
        int meanwhile = 0;
        Present.Job.Method = async _ =>
        {
            Clock.Advance(s_past);
            meanwhile = (await Present.RequestAsync("GET", record.Id)).StatusCode;
            return "done";
        };

        await Present.DeliverAsync(record.Id, "req-1", 0);

        JobReply after = await Present.RequestAsync("GET", record.Id);
        Assert.Equal((404, 200, "SUCCEEDED"), (meanwhile, after.StatusCode, (string)after.Body["status"]!));
    }

    [Fact]
    public async Task The_worker_of_a_job_that_was_deleted_writes_nothing_and_is_told_to_stop()
    {
        JobRecord record = Accepted();
        await Present.Store.CreateAsync(record, Noon, Token);
        bool isStopped = false;
        Present.Job.Method = async job =>
        {
            Clock.Advance(s_past);
            await DeleteItemAsync(record.Id);
            await job.SaveStateAsync(1);
            isStopped = job.CancellationToken.IsCancellationRequested;
            return "done";
        };

        await Present.DeliverAsync(record.Id, "req-1", 0);

        Assert.True(isStopped);
        Assert.Null(await Present.Store.GetAsync(record.Id, Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_worker_of_an_expired_job_cannot_write_to_the_one_that_took_its_key(bool isBegun)
    {
        JobStartOptions options = new() { IdempotencyKey = Guid.NewGuid().ToString() };
        string id = (await StartAsync(options)).Id;
        JobRecord? before = null;
        List<bool> applied = [];
        Present.Job.Method = async job =>
        {
            string token = (await RecordAsync(id)).Lease!.Token;
            Clock.Advance(s_past);
            Assert.Equal(id, (await StartAsync(options)).Id);
            if (isBegun)
                await Present.Store.ApplyAsync(id, Claim("other", "req-2", untilSeconds: 200_000), Clock.GetUtcNow(), Token);
            before = await RecordAsync(id);

            foreach (JobTransition write in WritesOf(token))
                applied.Add((await Present.Store.ApplyAsync(id, write, Clock.GetUtcNow(), Token)).Applied);
            await job.SaveStateAsync(1);
            await job.ReportProgressAsync(0.5);
            return "of the old one";
        };

        await Present.DeliverAsync(id, "req-1", 0);

        Assert.DoesNotContain(true, applied);
        Assert.Equal(2, Present.Events.Count);
        Assert.Equal(isBegun ? JobStatus.Running : JobStatus.Pending, before!.Status);
        RecordAssert.Equal(before, await RecordAsync(id));

        // The new job goes on as if there had been no other.
        Present.Job.Method = _ => Task.FromResult("of the new one");
        Clock.Advance(TimeSpan.FromSeconds(31));
        await Present.DeliverAsync(id, "req-2", 0);
        Assert.Equal("\"of the new one\"", Encoding.UTF8.GetString((await RecordAsync(id)).Result.Span));
    }

    private static IEnumerable<JobTransition> WritesOf(string token) =>
    [
        new JobTransition.SaveState(token, "1"u8.ToArray(), 9),
        new JobTransition.ReportProgress(token, new JobProgress(1, null), 9),
        new JobTransition.Release(token, Error),
        Continue(token),
        Succeed(token),
        Fail(token),
    ];

    private Task<JobSnapshot<string>> StartAsync(JobStartOptions options) =>
        Present.App.StartAsync(Present.Job, new ArgumentWriter(), options, Token);
}
