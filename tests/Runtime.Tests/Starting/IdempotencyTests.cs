using System.Text.Json.Nodes;
using AsyncJobs.Dispatch;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Starting;

public sealed class IdempotencyTests
{
    [Fact]
    public async Task The_same_key_and_input_give_the_same_job()
    {
        Bed bed = new();
        Reply first = await bed.AcceptAsync(Request());
        await bed.WorkAsync();
        int sent = bed.Dispatcher.Sent.Count;
        bed.Store.ClearCalls();

        Reply second = await bed.AcceptAsync(Request());

        Assert.Equal((202, first.Id, "SUCCEEDED"), (second.StatusCode, second.Id, second.Status));
        Assert.Equal(first.Location, second.Location);
        Assert.Null(second.RetryAfter);
        Assert.Equal(["create"], bed.Store.Calls);
        Assert.Equal(sent, bed.Dispatcher.Sent.Count);
    }

    [Fact]
    public async Task A_replay_sends_the_event_again_while_no_attempt_has_begun()
    {
        Bed bed = new();
        Reply first = await bed.AcceptAsync(Request());

        Reply second = await bed.AcceptAsync(Request());

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(2, bed.Dispatcher.Sent.Count);
        Assert.Equal(bed.Dispatcher.Sent.First(), bed.Dispatcher.Last);
    }

    [Fact]
    public async Task A_replay_sends_no_event_that_could_outlive_the_record_and_meet_another_job_under_its_key()
    {
        Bed bed = new();
        await bed.AcceptAsync(Request());
        bed.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1));

        Reply late = await bed.AcceptAsync(Request());

        Assert.Equal(202, late.StatusCode);
        Assert.Single(bed.Dispatcher.Sent);
    }

    [Fact]
    public async Task A_crash_between_record_and_event_is_repaired_by_the_clients_retry()
    {
        Bed bed = new();
        bed.Dispatcher.Before = () => throw new JobDispatchException("Gone.");
        bed.Store.Before = call => call == "delete" ? throw new TimeoutException() : default;
        Assert.Equal(503, (await bed.AcceptAsync(Request())).StatusCode);
        bed.Dispatcher.Before = null;

        Reply retry = await bed.AcceptAsync(Request());
        await bed.WorkAsync();

        Assert.Equal(202, retry.StatusCode);
        Assert.Equal(JobStatus.Succeeded, bed.Record(retry.Id).Status);
    }

    [Fact]
    public async Task A_replay_whose_event_is_not_taken_does_not_remove_the_job()
    {
        Bed bed = new();
        Reply first = await bed.AcceptAsync(Request());
        bed.Dispatcher.Before = () => throw new JobDispatchException("Throttled.");

        Assert.Equal(503, (await bed.AcceptAsync(Request())).StatusCode);

        Assert.NotNull(bed.Store.Peek(first.Id));
    }

    [Fact]
    public async Task Many_at_once_with_one_key_are_one_job()
    {
        Bed bed = new();
        Gate gate = new();
        bed.Store.Before = call => call == "create" ? gate.PassAsync() : default;

        Task<Reply>[] requests = [.. Enumerable.Range(0, 16).Select(_ => Task.Run(() => bed.AcceptAsync(Request())))];
        gate.Open();
        Task<Reply[]> all = Task.WhenAll(requests);
        while (await Task.WhenAny(all, Task.Delay(1, TestContext.Current.CancellationToken)) != all)
            bed.Clock.Advance(TimeSpan.FromMilliseconds(50));
        Reply[] replies = await all;

        Assert.All(replies, reply => Assert.Equal(202, reply.StatusCode));
        Assert.Single(replies.Select(reply => reply.Id).Distinct());
        Assert.InRange(bed.Dispatcher.Sent.Count, 1, 2);
    }

    [Theory]
    [InlineData("body")]
    [InlineData("count")]
    [InlineData("tag")]
    [InlineData("name")]
    [InlineData("header")]
    public async Task The_same_key_with_another_input_is_refused(string changed)
    {
        Bed bed = new();
        Reply first = await bed.AcceptAsync(Request());
        JobRecord before = bed.Record(first.Id);

        Reply second = await bed.AcceptAsync(Request(change: root => _ = changed switch
        {
            "body" => root["body"] = """{"text":"other","number":7}""",
            "count" => root["rawQueryString"] = "count=4",
            "tag" => root["rawQueryString"] = "count=3&tag=a%20b",
            "name" => root["pathParameters"] = new JsonObject { ["name"] = "b" },
            _ => root["headers"]!["x-trace"] = "t-3",
        }));

        Assert.Equal((422, JobErrorCodes.IdempotencyKeyReused), (second.StatusCode, second.ErrorCode));
        Assert.Equal(before, bed.Record(first.Id));
        Assert.Single(bed.Dispatcher.Sent);
    }

    [Fact]
    public async Task One_key_of_two_callers_is_two_jobs()
    {
        Bed bed = new();

        string[] ids =
        [
            (await bed.AcceptAsync(Request())).Id,
            (await bed.AcceptAsync(Request(principal: "anna"))).Id,
            (await bed.AcceptAsync(Request(principal: "bert"))).Id,
            (await bed.AcceptAsync(Request(principal: "anonymous"))).Id,
            (await new Bed(secret: "s").AcceptAsync(Request())).Id,
        ];

        Assert.Equal(5, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(JobId.IsValid(id)));
    }

    [Fact]
    public async Task One_key_of_two_jobs_is_two_jobs()
    {
        Bed bed = new();

        Reply report = await bed.AcceptAsync(Request());
        Reply plain = await bed.AcceptAsync(Request(), bed.Plain);

        Assert.Equal((202, 202), (report.StatusCode, plain.StatusCode));
        Assert.NotEqual(report.Id, plain.Id);
    }

    [Fact]
    public async Task After_its_retention_a_key_is_free_again()
    {
        Bed bed = new();
        Reply first = await bed.AcceptAsync(Request());
        await bed.WorkAsync();
        bed.Clock.Advance(TimeSpan.FromHours(25));

        Reply second = await bed.AcceptAsync(Request(change: root => root["body"] = """{"text":"other","number":7}"""));

        Assert.Equal((202, first.Id, "PENDING"), (second.StatusCode, second.Id, second.Status));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("ü")]
    [InlineData("\u0001")]
    [InlineData(null)]
    public async Task A_key_must_be_short_and_printable(string? key)
    {
        Bed bed = new();

        Reply reply = await bed.AcceptAsync(Request(key: key ?? new string('k', 256)));

        Assert.Equal(400, reply.StatusCode);
        Assert.StartsWith("header Idempotency-Key: ", Assert.Single(reply.Faults), StringComparison.Ordinal);
        Assert.Empty(bed.Store.Calls);
        Assert.Equal(202, (await bed.AcceptAsync(Request(key: new string('k', 255)))).StatusCode);
    }

    [Theory]
    [InlineData("\"key-1\"", "key-1")]
    [InlineData("\"a\\\"b\\\\c\"", "a\"b\\c")]
    [InlineData("a\"b\"", "a\"b\"")]
    public async Task A_key_in_quotes_is_the_one_that_they_enclose(string quoted, string bare)
    {
        Bed bed = new();

        Reply first = await bed.AcceptAsync(Request(key: quoted));
        Reply second = await bed.AcceptAsync(Request(key: bare));

        Assert.Equal((202, 202), (first.StatusCode, second.StatusCode));
        Assert.Equal(first.Id, second.Id);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("\"key-1")]
    [InlineData("\"key\"-1")]
    [InlineData("\"key-1\";a=1")]
    [InlineData("\"key-1\\\"")]
    [InlineData("\"key\\-1\"")]
    [InlineData("\"key 1\"")]
    public async Task A_key_that_begins_with_a_quote_and_is_no_quoted_string_is_refused(string key)
    {
        Bed bed = new();

        Reply reply = await bed.AcceptAsync(Request(key: key));

        Assert.Equal(400, reply.StatusCode);
        Assert.Contains("bare or as a quoted string", Assert.Single(reply.Faults), StringComparison.Ordinal);
        Assert.Empty(bed.Store.Calls);
    }

    [Theory]
    [InlineData("""{"text":"hello", "number":7}""")]
    [InlineData("""{"number":7,"text":"hello"}""")]
    [InlineData("""{"text":"h\u0065llo","number":7}""")]
    public async Task Bodies_that_mean_the_same_and_differ_in_a_byte_are_other_inputs(string body)
    {
        Bed bed = new();
        await bed.AcceptAsync(Request(change: root => root["body"] = """{"text":"hello","number":7}"""));

        Reply second = await bed.AcceptAsync(Request(change: root => root["body"] = body));

        Assert.Equal((422, JobErrorCodes.IdempotencyKeyReused), (second.StatusCode, second.ErrorCode));
    }

    [Theory]
    [InlineData("count=3&tag=a%20b&unknown=1")]
    [InlineData("tag=a%20b&count=3")]
    [InlineData("tag=a+b&count=%33")]
    public async Task What_the_method_does_not_see_is_no_part_of_the_input(string query)
    {
        Bed bed = new();
        Reply first = await bed.AcceptAsync(Request(change: root => root["rawQueryString"] = "count=3&tag=a%20b"));

        Reply second = await bed.AcceptAsync(Request(change: root => root["rawQueryString"] = query));

        Assert.Equal((202, first.Id), (second.StatusCode, second.Id));
    }

    [Fact]
    public async Task A_job_can_require_a_key()
    {
        Bed bed = new(report: new ReportJob { RequireIdempotencyKey = true });

        Reply without = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi));

        Assert.Equal((400, JobErrorCodes.BadRequest), (without.StatusCode, without.ErrorCode));
        Assert.StartsWith("header Idempotency-Key: is required", Assert.Single(without.Faults), StringComparison.Ordinal);
        Assert.Empty(bed.Store.Calls);
        Assert.Equal(202, (await bed.AcceptAsync(Request())).StatusCode);
    }

    private static byte[] Request(string key = "key-1", string? principal = null, Action<JsonObject>? change = null) =>
        SampleEvent.Read(SampleEvent.HttpApi, root =>
        {
            root["headers"]!["idempotency-key"] = key;
            if (principal is not null)
                root["requestContext"]!["authorizer"] = new JsonObject { ["lambda"] = new JsonObject { ["principalId"] = principal } };
            change?.Invoke(root);
        });
}
