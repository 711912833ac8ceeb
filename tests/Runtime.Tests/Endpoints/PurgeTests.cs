using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AsyncJobs.Binding;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Endpoints;

/// <summary>DELETE of a job's URL with ?purge, and the same from code.</summary>
public sealed class PurgeTests
{
    private static readonly string s_large = Convert.ToBase64String(RandomNumberGenerator.GetBytes(1_500_000));

    private readonly TestPayloads _payloads = new();
    private readonly Bed _bed;

    public PurgeTests() => _bed = new Bed(services => services.AddSingleton<IPayloadStore>(_payloads), allowsPurge: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("purge")]
    [InlineData("purge=")]
    [InlineData("purge=true")]
    [InlineData("a=b&purge")]
    public async Task A_finished_job_is_gone_with_its_input_and_its_result(string query)
    {
        string id = await FinishedAsync(s_large);
        Assert.Equal(2, _payloads.Kept.Count);
        string other = await FinishedAsync();

        Reply purged = await PurgeAsync(id, query);

        Assert.Equal(204, purged.StatusCode);
        Assert.Null(_bed.Store.Peek(id));
        Assert.Equal("remove " + id, _payloads.Calls.Last());
        Assert.Empty(_payloads.Kept);
        Assert.Equal((404, 404, 404), ((await _bed.GetAsync(id)).StatusCode, (await _bed.DeleteAsync(id)).StatusCode, (await PurgeAsync(id)).StatusCode));
        Assert.Equal(200, (await _bed.GetAsync(other)).StatusCode);
        Assert.Equal(("job.purged", id, "reports"), _bed.Log.Entries.Where(entry => entry.Event == "job.purged").Select(entry => (entry.Event, entry.JobId, entry.Job)).Single());
    }

    [Theory]
    [MemberData(nameof(SampleEvent.All), MemberType = typeof(SampleEvent))]
    public async Task Every_front_end_says_it_in_its_own_way(string name)
    {
        string id = await FinishedAsync();

        Reply purged = await _bed.StatusAsync(SampleEvent.Bodyless(name, "DELETE", "/jobs/" + id, root => SetQuery(root, "purge", "")));

        Assert.Equal(204, purged.StatusCode);
        Assert.Null(_bed.Store.Peek(id));
    }

    [Fact]
    public async Task The_payloads_go_before_the_record()
    {
        string id = await FinishedAsync(s_large);
        JobRecord? seen = null;
        _payloads.Before = call => seen = call == "remove" ? _bed.Store.Peek(id) : seen;

        await PurgeAsync(id);

        Assert.NotNull(seen);
        Assert.Equal(["get", "remove"], _bed.Store.Calls);
    }

    [Fact]
    public async Task A_purge_that_breaks_off_before_the_record_is_repeated()
    {
        string id = await FinishedAsync(s_large);
        _bed.Store.Before = call => call == "remove" ? throw new TimeoutException() : default;
        Reply brokenOff = await PurgeAsync(id);
        Assert.Equal((503, JobErrorCodes.Unavailable, "2"), (brokenOff.StatusCode, brokenOff.ErrorCode, brokenOff.RetryAfter));
        Assert.Equal("job.not-purged", Assert.Single(_bed.Log.Entries, entry => entry.Exception is TimeoutException).Event);
        _bed.Store.Before = null;

        // The job can still be seen, and says that its result is not there.
        Assert.Empty(_payloads.Kept);
        Assert.Equal(410, (await _bed.GetAsync(id)).StatusCode);
        Assert.Equal(204, (await PurgeAsync(id)).StatusCode);
        Assert.Null(_bed.Store.Peek(id));
    }

    [Theory]
    [InlineData(true, "2")]
    [InlineData(false, null)]
    public async Task Where_the_payloads_cannot_be_removed_the_record_stays(bool isTransient, string? retryAfter)
    {
        string id = await FinishedAsync(s_large);
        _payloads.Before = call =>
        {
            if (call == "remove")
                throw new PayloadStoreException("No.", isTransient);
        };

        Reply refused = await PurgeAsync(id);

        Assert.Equal((503, JobErrorCodes.Unavailable, retryAfter), (refused.StatusCode, refused.ErrorCode, refused.RetryAfter));
        Assert.Equal(200, (await _bed.GetAsync(id)).StatusCode);
        Assert.Equal("job.not-purged", Assert.Single(_bed.Log.Entries, entry => entry.Exception is PayloadStoreException).Event);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_function_without_the_payload_store_of_a_result_leaves_the_job(bool isFile)
    {
        Bed bed = new(allowsPurge: true);
        string id = await bed.StartAsync();
        await bed.WorkAsync();
        string key = id + "/result-1";
        bed.Store.Put(bed.Record(id) with { ResultReference = isFile ? null : new PayloadReference(key, 1, "0"), ResultFileKey = isFile ? key : null });

        Assert.Equal(503, (await PurgeAsync(bed, id)).StatusCode);
        Assert.NotNull(bed.Store.Peek(id));
    }

    [Fact]
    public async Task A_job_that_has_not_finished_is_left_as_it_is()
    {
        string id = await _bed.StartAsync();
        JobRecord pending = _bed.Record(id);
        Reply refused = await PurgeAsync(id);
        Assert.Equal((409, JobErrorCodes.NotFinished, null), (refused.StatusCode, refused.ErrorCode, refused.RetryAfter));
        Assert.Contains("Cancel it first", (string)refused.Body["message"]!, StringComparison.Ordinal);
        Assert.Equal(pending, _bed.Record(id));

        _bed.Store.Force(id, Taken.By("worker", "req-1", _bed.Clock.GetUtcNow().AddSeconds(60)), _bed.Clock.GetUtcNow());
        Assert.Equal(409, (await PurgeAsync(id)).StatusCode);
        await _bed.DeleteAsync(id);
        Assert.Equal(409, (await PurgeAsync(id)).StatusCode);
        Assert.Equal(JobStatus.Running, _bed.Record(id).Status);
        Assert.DoesNotContain(_payloads.Calls, call => call.StartsWith("remove", StringComparison.Ordinal));

        // Its worker has vanished: the request that finds that ends it, and removes it.
        _bed.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(204, (await PurgeAsync(id)).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    public async Task Where_it_is_off_nothing_is_read_removed_or_cancelled(bool? allowsPurge)
    {
        Bed bed = new(allowsPurge: allowsPurge);
        string id = await bed.StartAsync();

        Reply refused = await PurgeAsync(bed, id);

        Assert.Equal((400, JobErrorCodes.BadRequest), (refused.StatusCode, refused.ErrorCode));
        Assert.Equal(["query purge: is not enabled: jobs are kept until they expire. Leave it out to cancel the job"], refused.Faults);
        Assert.Empty(bed.Store.Calls);
        Assert.Equal(JobStatus.Pending, bed.Record(id).Status);
    }

    [Theory]
    [InlineData("purge=false")]
    [InlineData("purge=TRUE")]
    [InlineData("purge&purge=no")]
    [InlineData("purge=%00")]
    public async Task What_may_mean_something_else_is_neither_a_purge_nor_a_cancel(string query)
    {
        string id = await _bed.StartAsync();

        Reply refused = await PurgeAsync(id, query);

        Assert.Equal(400, refused.StatusCode);
        Assert.Equal(["query purge: must have no value, or be true"], refused.Faults);
        Assert.Empty(_bed.Store.Calls);
        Assert.Equal(JobStatus.Pending, _bed.Record(id).Status);
    }

    [Fact]
    public async Task A_GET_does_not_remove()
    {
        string id = await FinishedAsync();

        Assert.Equal(200, (await _bed.GetAsync(id, root => SetQuery(root, "purge", ""))).StatusCode);
        Assert.NotNull(_bed.Store.Peek(id));
    }

    [Theory]
    [InlineData("""{"iam":{"userArn":"arn:aws:iam::1:user/mallory"}}""")]
    [InlineData("""{"iam":{"userArn":"arn:aws:iam::1:user/annA"}}""")]
    [InlineData("""{"iam":{"userArn":""}}""")]
    [InlineData(null)]
    public async Task Another_callers_job_is_one_that_does_not_exist(string? stranger)
    {
        string id = (await _bed.AcceptAsync(SampleEvent.Read(SampleEvent.FunctionUrl, root => Call(root, "anna")))).Id;
        await _bed.WorkAsync();
        JobRecord before = _bed.Record(id);
        _bed.Store.ClearCalls();

        Reply refused = await PurgeAsync(id, "purge", root => root["requestContext"]!["authorizer"] = stranger is null ? null : JsonNode.Parse(stranger));
        Reply missing = await PurgeAsync("00000000000000000000000000");

        Assert.Equal(404, refused.StatusCode);
        Assert.Equal(missing.Envelope.ToJsonString(), refused.Envelope.ToJsonString());
        Assert.Equal(["get", "get"], _bed.Store.Calls);
        Assert.Equal(before, _bed.Record(id));
        Assert.Equal(204, (await PurgeAsync(id, "purge", root => Call(root, "anna"))).StatusCode);
    }

    [Fact]
    public async Task A_status_that_only_a_newer_version_knows_is_left_to_it()
    {
        string id = await FinishedAsync();
        _bed.Store.Put(_bed.Record(id) with { Status = JobStatus.Unknown, UnknownStatus = "ARCHIVED" });

        Assert.Equal((503, "30"), ((await PurgeAsync(id)).StatusCode, (await PurgeAsync(id)).RetryAfter));
        Assert.Equal(JobPurgeOutcome.NotFinished, await _bed.App.PurgeAsync(id, Token));
        Assert.NotNull(_bed.Store.Peek(id));
    }

    [Theory]
    [InlineData(JobCallbackStatus.Delivered, 204)]
    [InlineData(JobCallbackStatus.Failed, 204)]
    [InlineData(JobCallbackStatus.Pending, 409)]
    [InlineData(JobCallbackStatus.Unknown, 409)]
    public async Task A_callback_that_may_be_under_way_comes_first(JobCallbackStatus status, int expected)
    {
        string id = await FinishedAsync();
        _bed.Store.Put(_bed.Record(id) with { Callback = new JobCallback(CallbackReceiver.Url, status) });
        _bed.Clock.Advance(TimeSpan.FromMinutes(10));

        Reply reply = await PurgeAsync(id);

        Assert.Equal(expected, reply.StatusCode);
        if (status is JobCallbackStatus.Pending)
        {
            Assert.Equal((JobErrorCodes.NotFinished, "300"), (reply.ErrorCode, reply.RetryAfter));
            Assert.Equal(JobPurgeOutcome.CallbackPending, await _bed.App.PurgeAsync(id, Token));
            _bed.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
            Assert.Equal((409, "1"), ((await PurgeAsync(id)).StatusCode, (await PurgeAsync(id)).RetryAfter));
            _bed.Clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(204, (await PurgeAsync(id)).StatusCode);
        }
    }

    [Fact]
    public async Task What_is_still_under_way_finds_no_job_and_does_nothing()
    {
        string id = await _bed.StartAsync();
        byte[] started = _bed.Dispatcher.Last;
        await _bed.DeleteAsync(id);
        await PurgeAsync(id);
        int runs = 0;
        _bed.Report.Method = (_, _) => new((++runs).ToString());

        await _bed.WorkAsync(_bed.Report, started, _bed.Invocation());
        await _bed.SettleAsync(GivenUp.Record(started, "req-1"));
        string[] again = await _bed.TakeMessagesAsync(new AsyncJobs.Events.DelayedMessage(id, "reports", _bed.Clock.GetUtcNow()).Write());

        Assert.Empty(again);
        Assert.Equal(0, runs);
        Assert.Null(_bed.Store.Peek(id));
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("keep")]
    public async Task A_request_that_waits_is_told_that_the_job_is_gone(string how)
    {
        string id = how == "keep" ? (await KeyedAsync()).Id : await _bed.StartAsync();
        Task<Reply> waiting = _bed.GetAsync(id, root => root["headers"]!["prefer"] = "wait=10");
        await _bed.DeleteAsync(id);
        await PurgeAsync(id);

        _bed.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(404, (await waiting).StatusCode);
    }

    [Fact]
    public async Task Of_a_job_with_a_key_nothing_is_left_but_that_the_key_is_taken_while_an_event_may_come()
    {
        Reply first = await KeyedAsync();
        byte[] started = _bed.Dispatcher.Last;
        await _bed.DeleteAsync(first.Id);
        DateTimeOffset createdAt = _bed.Record(first.Id).CreatedAt;
        int runs = 0;
        _bed.Report.Method = (_, _) => new((++runs).ToString());

        Assert.Equal(204, (await PurgeAsync(first.Id)).StatusCode);

        DateTimeOffset now = _bed.Clock.GetUtcNow();
        JobRecord left = _bed.Record(first.Id);
        Assert.Equal(
            new JobRecord { Id = first.Id, Job = "reports", Status = JobStatus.Cancelled, CreatedAt = createdAt, ExpiresAt = now.AddHours(6), PurgedAt = now }, left);
        Assert.Equal((404, 404), ((await _bed.GetAsync(first.Id)).StatusCode, (await PurgeAsync(first.Id)).StatusCode));
        Assert.Equal(JobPurgeOutcome.NotFound, await _bed.App.PurgeAsync(first.Id, Token));

        // The event of the removed job does not run another one of the same key.
        Reply again = await KeyedAsync(count: 4);
        Assert.Equal((422, JobErrorCodes.IdempotencyKeyReused), (again.StatusCode, again.ErrorCode));
        Assert.Contains("that was removed", (string)again.Body["message"]!, StringComparison.Ordinal);
        await _bed.WorkAsync(_bed.Report, started, _bed.Invocation());
        await _bed.SettleAsync(GivenUp.Record(started, "req-1"));
        Assert.Equal((0, left), (runs, _bed.Record(first.Id)));

        _bed.Clock.Advance(TimeSpan.FromHours(6));
        Reply next = await KeyedAsync(count: 4);
        await _bed.WorkAsync();
        Assert.Equal((202, first.Id, 1), (next.StatusCode, next.Id, runs));
    }

    [Fact]
    public async Task A_key_is_not_taken_for_longer_than_the_job_would_have_been()
    {
        Reply first = await KeyedAsync();
        await _bed.WorkAsync();
        _bed.Clock.Advance(TimeSpan.FromHours(23));

        await PurgeAsync(first.Id);
        Assert.Equal(422, (await KeyedAsync()).StatusCode);
        _bed.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        Assert.Equal(202, (await KeyedAsync()).StatusCode);
    }

    [Fact]
    public async Task A_job_that_took_the_place_of_an_expired_one_is_left_alone()
    {
        Reply first = await KeyedAsync();
        await _bed.WorkAsync();
        JobRecord old = _bed.Record(first.Id);
        JobRecord next = old with { CreatedAt = old.ExpiresAt, ExpiresAt = old.ExpiresAt.AddDays(1) };
        _bed.Store.Before = call =>
        {
            if (call == "remove")
                _bed.Store.Put(next);
            return default;
        };

        Assert.Equal(204, (await PurgeAsync(first.Id)).StatusCode);

        Assert.Equal(next, _bed.Record(first.Id));
        Assert.DoesNotContain("job.purged", _bed.Log.Events);
    }

    [Fact]
    public async Task Two_purges_at_once_both_succeed()
    {
        string id = await FinishedAsync();
        bool isFirst = true;
        _bed.Store.Before = async call =>
        {
            if (call == "remove" && isFirst)
            {
                isFirst = false;
                Assert.Equal(204, (await PurgeAsync(id)).StatusCode);
            }
        };

        Assert.Equal(204, (await PurgeAsync(id)).StatusCode);
        Assert.Null(_bed.Store.Peek(id));
    }

    [Fact]
    public async Task Code_removes_a_job_whether_callers_may_or_not()
    {
        Bed bed = new(allowsPurge: false);
        string id = await bed.StartAsync();

        Assert.Equal(JobPurgeOutcome.NotFinished, await bed.App.PurgeAsync(id, Token));
        await bed.WorkAsync();
        Assert.Equal(JobPurgeOutcome.Purged, await bed.App.PurgeAsync(id, Token));
        Assert.Equal(JobPurgeOutcome.NotFound, await bed.App.PurgeAsync(id, Token));
        Assert.Equal(JobPurgeOutcome.NotFound, await bed.App.PurgeAsync("../" + id, Token));
    }

    [Fact]
    public async Task Code_that_starts_under_the_key_of_a_removed_job_is_told_so()
    {
        JobStartOptions options = new() { IdempotencyKey = "order-1" };
        JobSnapshot<NoResult> started = await _bed.App.StartAsync(_bed.Plain, new ArgumentWriter(), options, Token);
        await _bed.WorkAsync(_bed.Plain);
        await _bed.App.PurgeAsync(started.Id, Token);

        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(
            async () => await _bed.App.StartAsync(_bed.Plain, new ArgumentWriter(), options, Token));

        Assert.Contains("that was removed", refused.Message, StringComparison.Ordinal);
        Assert.Null(await _bed.App.GetAsync(_bed.Plain, started.Id, Token));
    }

    [Fact]
    public async Task A_store_that_removes_nothing_says_so()
    {
        IPayloadStore payloads = new ForgetfulPayloads();

        PayloadStoreException refused = await Assert.ThrowsAsync<PayloadStoreException>(async () => await payloads.RemoveAllAsync("a", Token));

        Assert.False(refused.IsTransient);
        Assert.Contains(nameof(ForgetfulPayloads), refused.Message, StringComparison.Ordinal);
    }

    private Task<Reply> PurgeAsync(string id, string query = "purge", Action<JsonObject>? change = null) => PurgeAsync(_bed, id, query, change);

    private static Task<Reply> PurgeAsync(Bed bed, string id, string query = "purge", Action<JsonObject>? change = null) => bed.DeleteAsync(id, root =>
    {
        root["rawQueryString"] = query;
        change?.Invoke(root);
    });

    private async Task<string> FinishedAsync(string text = "")
    {
        byte[] request = SampleEvent.Read(SampleEvent.FunctionUrl, root =>
        {
            root["body"] = new JsonObject { ["text"] = text, ["number"] = 1 }.ToJsonString();
            root["isBase64Encoded"] = false;
        });
        _bed.Report.Method = (_, _) => new(text);
        Reply started = await _bed.AcceptAsync(request);
        await _bed.WorkAsync();
        Assert.Equal(JobStatus.Succeeded, _bed.Record(started.Id).Status);
        _bed.Store.ClearCalls();
        return started.Id;
    }

    private async Task<Reply> KeyedAsync(int count = 3)
    {
        Reply reply = await _bed.AcceptAsync(SampleEvent.Read(SampleEvent.FunctionUrl, root =>
        {
            root["headers"]!["idempotency-key"] = "order-1";
            root["rawQueryString"] = $"count={count}";
        }));
        _bed.Store.ClearCalls();
        return reply;
    }

    private static void Call(JsonObject root, string user) =>
        root["requestContext"]!["authorizer"] = new JsonObject { ["iam"] = new JsonObject { ["userArn"] = "arn:aws:iam::1:user/" + user } };

    private static void SetQuery(JsonObject root, string name, string value)
    {
        if (root.ContainsKey("rawQueryString"))
            root["rawQueryString"] = value.Length == 0 ? name : $"{name}={value}";
        if (root.ContainsKey("queryStringParameters"))
            root["queryStringParameters"] = new JsonObject { [name] = value };
        if (root.ContainsKey("multiValueQueryStringParameters"))
            root["multiValueQueryStringParameters"] = new JsonObject { [name] = new JsonArray(value) };
    }

    private sealed class ForgetfulPayloads : IPayloadStore
    {
        public ValueTask PutAsync(string key, ReadOnlyMemory<byte> content, string? contentEncoding, CancellationToken cancellationToken) => default;

        public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) => default;
    }
}
