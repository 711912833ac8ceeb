using System.Text.Json.Nodes;
using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Storage;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Starting;

/// <summary>How many jobs one owner may have and start.</summary>
public sealed class OwnerLimitTests
{
    private const string Anna = "iam:arn:aws:iam::1:user/anna";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_job_too_many_is_429_until_one_has_ended()
    {
        Bed bed = new(mostUnfinished: 2);
        Reply[] started = [await StartAsync(bed), await StartAsync(bed)];
        Assert.All(started, reply => Assert.Equal(202, reply.StatusCode));
        bed.Store.ClearCalls();

        Reply refused = await StartAsync(bed);

        Assert.Equal((429, JobErrorCodes.LimitReached, "10"), (refused.StatusCode, refused.ErrorCode, refused.RetryAfter));
        Assert.Contains("At most 2 jobs may be unfinished", (string)refused.Body["message"]!, StringComparison.Ordinal);
        Assert.Equal("Too Many Requests", (string)refused.Body["title"]!);
        Assert.DoesNotContain("create", bed.Store.Calls);
        Assert.Equal(2, bed.Dispatcher.Sent.Count);
        JobLogEntry entry = Assert.Single(bed.Log.Entries, entry => entry.Event == "job.limited");
        Assert.Equal((JobLogLevel.Information, "reports"), (entry.Level, entry.Job));
        Assert.Equal(202, (await StartAsync(bed, user: "mallory")).StatusCode);

        await bed.WorkAsync(bed.Report, bed.Dispatcher.Sent.First(), bed.Invocation());
        Assert.Equal(202, (await StartAsync(bed)).StatusCode);
        Assert.Equal(429, (await StartAsync(bed)).StatusCode);
    }

    // Every way in which a job can end, and those in which it does not come to be.
    public static TheoryData<string> Ends => ["succeeds", "fails", "times out", "is cancelled while it waits", "is cancelled while it runs", "is given up", "is lost", "goes on and ends", "is purged", "is not dispatched", "is not stored"];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task However_a_job_ends_its_place_is_free(string end)
    {
        Bed bed = new(mostUnfinished: 1, allowsPurge: true, plain: new PlainJob { Saved = JobJson.Reflected<int>() });
        await EndAsync(bed, end);

        Assert.Empty(bed.Store.PeekUsage(Anna)!.Unfinished);
        bed.Store.Before = null;
        bed.Dispatcher.Before = null;
        Assert.Equal(202, (await StartAsync(bed)).StatusCode);
    }

    [Fact]
    public async Task A_start_that_is_repeated_counts_once_also_when_there_is_no_place_left()
    {
        Bed bed = new(mostUnfinished: 1, mostStarts: 2);
        Reply first = await StartAsync(bed, key: "k");

        Reply again = await StartAsync(bed, key: "k");
        Assert.Equal((202, first.Id), (again.StatusCode, again.Id));
        Assert.Equal(429, (await StartAsync(bed)).StatusCode);
        Assert.Equal((422, 202), ((await StartAsync(bed, key: "k", count: 4)).StatusCode, (await StartAsync(bed, key: "k")).StatusCode));
        Assert.Equal(1, bed.Store.PeekUsage(Anna)!.Starts);

        // One that has ended needs no place to be found.
        await bed.WorkAsync();
        Reply other = await StartAsync(bed);
        Assert.Equal((202, 202, first.Id), (other.StatusCode, (await StartAsync(bed, key: "k")).StatusCode, (await StartAsync(bed, key: "k")).Id));
        Assert.Equal([other.Id], bed.Store.PeekUsage(Anna)!.Unfinished.Keys);
    }

    [Fact]
    public async Task Two_requests_at_once_under_one_key_have_one_place()
    {
        Bed bed = new(mostUnfinished: 1, mostStarts: 1);
        Reply? second = null;
        bool isFirst = true;
        bed.Store.Before = async call =>
        {
            if (call == "create" && isFirst)
            {
                isFirst = false;
                second = await StartAsync(bed, key: "k");
            }
        };

        Reply first = await StartAsync(bed, key: "k");

        Assert.Equal((202, 202, first.Id), (first.StatusCode, second!.StatusCode, second.Id));
        Assert.Equal((first.Id, 1), (Assert.Single(bed.Store.PeekUsage(Anna)!.Unfinished.Keys), bed.Store.PeekUsage(Anna)!.Starts));
    }

    [Fact]
    public async Task More_starts_in_a_minute_are_429_until_the_next()
    {
        Bed bed = new(mostStarts: 2);
        bed.Clock.Advance(TimeSpan.FromSeconds(20));
        await StartAsync(bed);
        Assert.Equal(202, (await StartAsync(bed)).StatusCode);
        bed.Store.ClearCalls();

        Reply refused = await StartAsync(bed);

        Assert.Equal((429, JobErrorCodes.LimitReached, "40"), (refused.StatusCode, refused.ErrorCode, refused.RetryAfter));
        Assert.Equal(["usage"], bed.Store.Calls);
        Assert.Equal(202, (await StartAsync(bed, user: "mallory")).StatusCode);
        bed.Clock.Advance(TimeSpan.FromSeconds(40) - TimeSpan.FromMilliseconds(1));
        Assert.Equal((429, "1"), ((await StartAsync(bed)).StatusCode, (await StartAsync(bed)).RetryAfter));
        bed.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((202, 202, 429), ((await StartAsync(bed)).StatusCode, (await StartAsync(bed)).StatusCode, (await StartAsync(bed)).StatusCode));
    }

    [Fact]
    public async Task What_is_refused_is_not_even_kept()
    {
        TestPayloads payloads = new();
        Bed bed = new(services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IPayloadStore>(services, payloads), mostUnfinished: 1);
        await StartAsync(bed);

        Assert.Equal(429, (await StartAsync(bed, text: new string('t', 2_000_000))).StatusCode);

        Assert.Empty(payloads.Calls);
    }

    [Fact]
    public async Task A_place_that_a_crash_left_behind_is_found_within_a_minute()
    {
        Bed bed = new(mostUnfinished: 1);
        bed.Store.Before = call => call == "Release" ? throw new TimeoutException() : default;
        await StartAsync(bed);
        await bed.WorkAsync();
        bed.Store.Before = null;
        Assert.Contains("job.slot-not-released", bed.Log.Events);

        Assert.Equal(429, (await StartAsync(bed)).StatusCode);
        bed.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(202, (await StartAsync(bed)).StatusCode);
        Assert.Single(bed.Store.PeekUsage(Anna)!.Unfinished);
    }

    [Theory]
    [InlineData("is gone")]
    [InlineData("has expired")]
    [InlineData("is lost")]
    public async Task A_job_that_never_ended_does_not_keep_its_place(string how)
    {
        Bed bed = new(mostUnfinished: 1);
        Reply first = await StartAsync(bed);
        if (how == "is gone")
            await bed.Store.DeleteUndispatchedAsync(first.Id, Token);
        bed.Clock.Advance(how switch { "has expired" => TimeSpan.FromHours(31), "is lost" => TimeSpan.FromHours(6) + TimeSpan.FromMinutes(10), _ => TimeSpan.FromMinutes(1) });

        Assert.Equal(202, (await StartAsync(bed)).StatusCode);
        if (how == "is lost")
            Assert.Equal((JobStatus.Failed, JobErrorCodes.Lost), (bed.Record(first.Id).Status, bed.Record(first.Id).Error!.ErrorCode));
    }

    [Fact]
    public async Task A_job_that_may_still_run_keeps_its_place()
    {
        Bed bed = new(mostUnfinished: 1);
        await StartAsync(bed);
        bed.Clock.Advance(TimeSpan.FromHours(6) + TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));

        Assert.Equal(429, (await StartAsync(bed)).StatusCode);
    }

    [Fact]
    public async Task A_job_whose_status_only_a_newer_version_knows_keeps_its_place()
    {
        Bed bed = new(mostUnfinished: 1);
        Reply first = await StartAsync(bed);
        bed.Store.Put(bed.Record(first.Id) with { Status = JobStatus.Unknown, UnknownStatus = "PAUSED" });
        bed.Clock.Advance(TimeSpan.FromHours(10));

        Assert.Equal(429, (await StartAsync(bed)).StatusCode);
    }

    [Fact]
    public async Task Who_has_no_place_left_costs_a_read_a_request_and_a_look_a_minute()
    {
        Bed bed = new(mostUnfinished: 12);
        for (int i = 0; i < 12; i++)
            await StartAsync(bed);
        bed.Clock.Advance(TimeSpan.FromMinutes(1));
        bed.Store.ClearCalls();

        Assert.Equal(429, (await StartAsync(bed)).StatusCode);
        Assert.Equal(["usage", "Check", .. Enumerable.Repeat("get", 10)], bed.Store.Calls);
        bed.Store.ClearCalls();
        bed.Clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromMilliseconds(1));

        Assert.Equal(429, (await StartAsync(bed)).StatusCode);
        Assert.Equal(["usage"], bed.Store.Calls);
    }

    [Fact]
    public async Task Without_limits_nothing_is_read_or_written_besides()
    {
        Bed bed = new();

        await StartAsync(bed);
        await bed.WorkAsync();

        Assert.Equal(["create", "Claim", "Finish"], bed.Store.Calls);
        Assert.Null(bed.Store.PeekUsage(Anna));
    }

    [Fact]
    public async Task A_job_that_nobody_owns_is_not_counted_and_the_operator_is_told_once()
    {
        Bed bed = new(mostUnfinished: 1, mostStarts: 1);

        Assert.All([await StartAsync(bed, user: null), await StartAsync(bed, user: null)], reply => Assert.Equal(202, reply.StatusCode));

        Assert.DoesNotContain("usage", bed.Store.Calls);
        Assert.Equal(JobLogLevel.Warning, Assert.Single(bed.Log.Entries, entry => entry.Event == "job.not-limited").Level);
    }

    [Fact]
    public async Task What_is_counted_of_an_owner_is_no_job_that_anybody_can_read_or_remove()
    {
        Bed bed = new(mostUnfinished: 1, allowsPurge: true);
        await StartAsync(bed);
        bed.Store.ClearCalls();
        string key = AsyncJobs.Limits.OwnerKey.Of(Anna);

        Assert.Equal((404, 404), ((await bed.GetAsync(key)).StatusCode, (await bed.DeleteAsync(Uri.EscapeDataString(key))).StatusCode));
        Assert.Equal(404, (await bed.DeleteAsync(key, root => root["rawQueryString"] = "purge")).StatusCode);
        Assert.Empty(bed.Store.Calls);
        Assert.False(JobId.IsValid(key));
        Assert.DoesNotContain("anna", key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_from_code_counts_for_the_owner_that_it_names()
    {
        Bed bed = new(mostUnfinished: 1);
        JobStartOptions ofAnna = new() { Owner = Anna };

        await bed.App.StartAsync(bed.Plain, new ArgumentWriter(), ofAnna, Token);
        JobLimitException refused = await Assert.ThrowsAsync<JobLimitException>(async () => await bed.App.StartAsync(bed.Plain, new ArgumentWriter(), ofAnna, Token));

        Assert.Equal(TimeSpan.FromSeconds(10), refused.RetryAfter);
        Assert.Equal(429, (await StartAsync(bed)).StatusCode);
        await bed.App.StartAsync(bed.Plain, new ArgumentWriter(), ofAnna with { IgnoreLimits = true }, Token);
        await bed.App.StartAsync(bed.Plain, new ArgumentWriter(), null, Token);
        Assert.Single(bed.Store.PeekUsage(Anna)!.Unfinished);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(1001, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 10_001)]
    public void A_platform_takes_no_other_numbers(int unfinished, int starts) => Assert.Throws<ArgumentOutOfRangeException>(() => new JobPlatform(new InMemoryJobStore(), new TestDispatcher())
    {
        MaxUnfinishedPerOwner = unfinished,
        MaxStartsPerMinutePerOwner = starts,
    });

    [Fact]
    public async Task Limits_where_nobody_owns_a_job_are_refused_instead_of_doing_nothing()
    {
        Bed bed = new(owner: "none", mostUnfinished: 1);

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(bed));

        Assert.Contains("AsyncJobsOwner is none", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_does_not_count_refuses_starts_for_good()
    {
        ReportJob report = new();
        JobApp app = new([report]);
        TestLog log = new();
        app.Use(new JobPlatform(new PlainStore(), new TestDispatcher()) { MaxUnfinishedPerOwner = 1, Log = log });
        using PooledBuffer reply = new();

        await app.AcceptAsync(report, Request("anna", null, 3, "a"), new Invocation { RequestId = "r" }, reply);

        Reply refused = Reply.Parse(reply.WrittenMemory.ToArray());
        Assert.Equal((503, null), (refused.StatusCode, refused.RetryAfter));
        Assert.Contains("PlainStore does not count", Assert.Single(log.Entries).Exception!.Message, StringComparison.Ordinal);
    }

    private static async Task EndAsync(Bed bed, string end)
    {
        Assert.True(end.StartsWith("is not ", StringComparison.Ordinal) || (await StartAsync(bed, job: end == "goes on and ends" ? bed.Plain : bed.Report)).StatusCode == 202);
        string id = bed.Store.PeekUsage(Anna)?.Unfinished.Keys.Single() ?? "";
        switch (end)
        {
            case "succeeds":
                await bed.WorkAsync();
                break;
            case "fails":
                bed.Report.Method = (_, _) => throw new JobException(10_001, "No.") { Retry = false };
                await bed.WorkAsync();
                break;
            case "times out":
                bed.Report.Method = (_, job) =>
                {
                    bed.Clock.Advance(Bed.Time - TimeSpan.FromSeconds(0.9));
                    throw new OperationCanceledException();
                };
                await bed.WorkAsync();
                Assert.Equal(JobStatus.TimedOut, bed.Record(id).Status);
                break;
            case "is cancelled while it waits":
                await bed.DeleteAsync(id, root => Call(root, "anna"));
                break;
            case "is cancelled while it runs":
                bed.Report.Method = async (_, job) =>
                {
                    await bed.DeleteAsync(id, root => Call(root, "anna"));
                    throw new InvalidOperationException();
                };
                await bed.WorkAsync();
                break;
            case "is given up":
                await bed.SettleAsync(GivenUp.Record(bed.Dispatcher.Last));
                break;
            case "is lost":
                bed.Store.Force(id, Taken.By("gone", "req-7", bed.Clock.GetUtcNow()), bed.Clock.GetUtcNow());
                bed.Clock.Advance(TimeSpan.FromHours(1));
                await bed.GetAsync(id, root => Call(root, "anna"));
                break;
            case "goes on and ends":
                bed.Plain.Method = async job =>
                {
                    if (job.Continuation == 0)
                        await job.ContinueAsync(1);
                };
                await bed.WorkAsync(bed.Plain);
                Assert.Single(bed.Store.PeekUsage(Anna)!.Unfinished);
                await bed.WorkAsync(bed.Plain);
                break;
            case "is purged":
                await bed.WorkAsync();
                Assert.Equal(JobPurgeOutcome.Purged, await bed.App.PurgeAsync(id, Token));
                break;
            case "is not dispatched":
                bed.Dispatcher.Before = () => throw new JobDispatchException("No.");
                Assert.Equal(503, (await StartAsync(bed)).StatusCode);
                break;
            case "is not stored":
                bed.Store.Before = call => call == "create" ? throw new JobStoreException("No.", isTransient: false) : default;
                Assert.Equal(503, (await StartAsync(bed)).StatusCode);
                break;
        }
    }

    private static Task<Reply> StartAsync(Bed bed, string? user = "anna", string? key = null, int count = 3, string text = "a", JobDefinition? job = null) =>
        job is null or ReportJob
            ? bed.AcceptAsync(Request(user, key, count, text))
            : bed.AcceptAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "POST", job.Route!.Template, root => Call(root, user!)), job);

    private static byte[] Request(string? user, string? key, int count, string text) => SampleEvent.Read(SampleEvent.FunctionUrl, root =>
    {
        root["rawQueryString"] = $"count={count}";
        root["body"] = new JsonObject { ["text"] = text, ["number"] = 1 }.ToJsonString();
        root["isBase64Encoded"] = false;
        if (user is not null)
            Call(root, user);
        if (key is not null)
            root["headers"]!["idempotency-key"] = key;
    });

    private static void Call(JsonObject root, string user) =>
        root["requestContext"]!["authorizer"] = new JsonObject { ["iam"] = new JsonObject { ["userArn"] = "arn:aws:iam::1:user/" + user } };

    private sealed class PlainStore : IJobStore
    {
        public ValueTask<JobRecord?> CreateAsync(JobRecord record, DateTimeOffset now, CancellationToken cancellationToken) => default;

        public ValueTask<JobRecord?> GetAsync(string id, CancellationToken cancellationToken) => default;

        public ValueTask<JobTransitionResult> ApplyAsync(string id, JobTransition transition, DateTimeOffset now, CancellationToken cancellationToken) => default;

        public ValueTask<JobRecord?> DeleteUndispatchedAsync(string id, CancellationToken cancellationToken) => default;
    }
}
