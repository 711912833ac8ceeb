using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Dispatch;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Endpoints;

// Where somebody listens to spans, an event has one more header of the trace, and the sizes of two events differ by more than their inputs do.
[Collection(ActivitiesCollection.Name)]
public sealed class AcceptTests
{
    public static TheoryData<string> All => SampleEvent.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_accepted_job_is_pending_and_its_event_is_under_way(string name)
    {
        Bed bed = new();

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(name));

        Assert.Equal(202, reply.StatusCode);
        Assert.Matches("^[0-9a-hjkmnp-tv-z]{26}$", reply.Id);
        Assert.Equal("1", reply.RetryAfter);
        Assert.Equal(
            $$"""{"id":"{{reply.Id}}","job":"reports","status":"PENDING","createdAt":"2026-03-01T12:00:00.000Z","startedAt":null,"finishedAt":null,"attempt":0,"progress":null,"result":null,"error":null,"correlationId":"{{reply.Id}}"}""",
            reply.Body.ToJsonString());
        Assert.Equal(["create"], bed.Store.Calls);
        JsonObject sent = JsonNode.Parse(Assert.Single(bed.Dispatcher.Sent))!.AsObject();
        Assert.Equal((reply.Id, "reports"), ((string)sent["id"]!, (string)sent["job"]!));
        Assert.Equal(["job.accepted"], bed.Log.Events);
    }

    [Fact]
    public async Task A_new_job_outlives_its_time_in_the_queue_and_its_retention()
    {
        Bed bed = new();

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.RestApi));

        Assert.InRange(bed.Record(reply.Id).ExpiresAt, TestClock.Noon.AddHours(24 + 6), TestClock.Noon.AddHours(24 + 6).AddSeconds(1));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task All_faults_are_told_at_once_and_nothing_is_stored(string name)
    {
        Bed bed = new();

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(name, root =>
        {
            if (root.ContainsKey("rawQueryString"))
                root["rawQueryString"] = "count=many";
            else if (root.ContainsKey("multiValueQueryStringParameters"))
                root["multiValueQueryStringParameters"] = new JsonObject { ["count"] = new JsonArray("many") };
            else
                root["queryStringParameters"] = new JsonObject { ["count"] = "many" };
            root["body"] = """{"text":"x","number":"seven"}""";
            root["isBase64Encoded"] = false;
            if (root["headers"] is { } headers)
                headers["idempotency-key"] = "with space";
            if (root["multiValueHeaders"] is { } multi)
                multi["idempotency-key"] = new JsonArray("with space");
        }));

        Assert.Equal((400, JobErrorCodes.BadRequest), (reply.StatusCode, reply.ErrorCode));
        Assert.Collection(
            reply.Faults,
            fault => Assert.StartsWith("query count: must be a whole number", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("body $.number: ", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("header Idempotency-Key: ", fault, StringComparison.Ordinal));
        Assert.Empty(bed.Store.Calls);
        Assert.Empty(bed.Dispatcher.Sent);
    }

    [Theory]
    [InlineData("", "is required")]
    [InlineData("null", "is required")]
    [InlineData("{\"text\":\"x\",", "is not valid JSON")]
    [InlineData("{\"text\":\"x\"} x", "is not valid JSON")]
    [InlineData("[1]", "wrong type")]
    [InlineData("{\"text\":\"\\ud800\",\"number\":1}", "")]
    public async Task A_body_that_does_not_fit_is_a_fault_of_the_body(string body, string expected)
    {
        Bed bed = new();

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.RestApi, root => root["body"] = body));

        Assert.Equal(400, reply.StatusCode);
        string fault = Assert.Single(reply.Faults);
        Assert.StartsWith("body $", fault, StringComparison.Ordinal);
        Assert.Contains(expected, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", reply.Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(bed.Store.Calls);
    }

    [Theory]
    [InlineData("!!!")]
    [InlineData("/w==")]
    [InlineData("YQ")]
    public async Task A_body_that_is_not_the_base64_of_text_is_a_fault(string body)
    {
        Reply reply = await new Bed().AcceptAsync(SampleEvent.Read(SampleEvent.FunctionUrl, root => root["body"] = body));

        Assert.Equal(400, reply.StatusCode);
        Assert.Contains("base64", Assert.Single(reply.Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("jsonp", 415)]
    [InlineData("application/json", 202)]
    [InlineData("Application/JSON ; charset=utf-8", 202)]
    [InlineData("application/vnd.reports+json", 202)]
    [InlineData(null, 202)]
    public async Task The_body_must_be_JSON_where_it_says_what_it_is(string? contentType, int expected)
    {
        Bed bed = new();

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root => root["headers"]!["content-type"] = contentType));

        Assert.Equal(expected, reply.StatusCode);
        if (expected == 415)
        {
            Assert.Equal(JobErrorCodes.UnsupportedMediaType, reply.ErrorCode);
            Assert.Empty(bed.Store.Calls);
        }
    }

    [Theory]
    [InlineData(0, 202)]
    [InlineData(1, 413)]
    public async Task An_input_may_fill_an_event_and_not_a_byte_more(int excess, int expected)
    {
        Bed bed = new();
        await bed.StartAsync();
        int overhead = Encoding.UTF8.GetByteCount("hé\\n\\\"q\\\"");
        int free = AsyncJobs.Events.WorkerEvent.MaxBytes - bed.Dispatcher.Last.Length + overhead;
        bed.Store.ClearCalls();

        string body = $$"""{"text":"{{new string('x', free + excess)}}","number":7}""";
        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.FunctionUrl, root =>
        {
            root["body"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(body));
        }));

        Assert.Equal(expected, reply.StatusCode);
        Assert.Equal(expected == 202 ? ["create"] : [], bed.Store.Calls);
        if (expected == 202)
            Assert.Equal(960 * 1024, bed.Dispatcher.Last.Length);
        else
            Assert.Equal(JobErrorCodes.PayloadTooLarge, reply.ErrorCode);
    }

    [Fact]
    public async Task When_the_event_is_not_taken_there_is_no_job()
    {
        Bed bed = new();
        bed.Dispatcher.Before = () => throw new JobDispatchException("Throttled.");

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.RestApi));

        Assert.Equal((503, JobErrorCodes.Unavailable, "2"), (reply.StatusCode, reply.ErrorCode, reply.RetryAfter));
        Assert.Equal(["create", "delete"], bed.Store.Calls);
        Assert.Null(bed.Store.Peek(IdOf(bed)));
    }

    [Fact]
    public async Task A_dispatcher_may_throw_anything()
    {
        Bed bed = new();
        bed.Dispatcher.Before = () => throw new InvalidOperationException("secret");

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.RestApi));

        Assert.Equal(503, reply.StatusCode);
        Assert.DoesNotContain("secret", reply.Envelope.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(bed.Store.Peek(IdOf(bed)));
    }

    [Fact]
    public async Task When_the_record_is_not_stored_no_event_is_sent()
    {
        Bed bed = new();
        bed.Store.Before = call => call == "create" ? throw new TimeoutException() : default;

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.RestApi));

        Assert.Equal((503, "2"), (reply.StatusCode, reply.RetryAfter));
        Assert.Empty(bed.Dispatcher.Sent);
    }

    [Fact]
    public async Task When_only_the_answer_of_the_store_is_lost_the_record_does_not_stay()
    {
        Bed bed = new();
        bed.Store.After = call => call == "create" ? throw new TimeoutException() : default;

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.RestApi));

        Assert.Equal(503, reply.StatusCode);
        Assert.Null(bed.Store.Peek(IdOf(bed)));
    }

    [Fact]
    public async Task A_record_that_cannot_be_removed_is_told_to_the_log()
    {
        Bed bed = new();
        bed.Dispatcher.Before = () => throw new JobDispatchException("Throttled.");
        bed.Store.Before = call => call == "delete" ? throw new TimeoutException() : default;

        Task<Reply> accept = bed.AcceptAsync(SampleEvent.Read(SampleEvent.RestApi));
        foreach (int pause in (int[])[50, 100, 200, 400])
        {
            await bed.Clock.TimerAsync(TimeSpan.FromMilliseconds(pause));
            bed.Clock.Advance(TimeSpan.FromMilliseconds(pause));
        }

        Reply reply = await accept;
        Assert.Equal(503, reply.StatusCode);
        Assert.Contains("not known whether the job was started", (string)reply.Body["message"]!, StringComparison.Ordinal);
        Assert.Equal(["job.undispatched-not-removed", "job.not-dispatched"], bed.Log.Events);
        Assert.Equal(5, bed.Store.Calls.Count(call => call == "delete"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_only_the_answer_to_the_event_is_lost_and_a_worker_has_it_the_job_is_accepted(bool isDone)
    {
        Bed bed = new();
        Gate gate = new();
        bed.Report.Method = async (_, _) =>
        {
            if (!isDone)
                await gate.PassAsync();
            return "done";
        };
        Task work = Task.CompletedTask;
        bed.Dispatcher.After = async () =>
        {
            work = bed.WorkAsync();
            await (isDone ? work : gate.Reached);
            throw new JobDispatchException("The answer is lost.");
        };

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.RestApi));
        gate.Open();
        await work;

        Assert.Equal((202, isDone ? "SUCCEEDED" : "RUNNING"), (reply.StatusCode, reply.Status));
        Assert.Equal(JobStatus.Succeeded, bed.Record(reply.Id).Status);
    }

    [Fact]
    public async Task When_only_the_answer_to_the_event_is_lost_and_no_worker_has_it_yet_its_worker_finds_no_job()
    {
        Bed bed = new();
        bool hasRun = false;
        bed.Report.Method = (_, _) =>
        {
            hasRun = true;
            return new("done");
        };
        bed.Dispatcher.After = () => throw new JobDispatchException("The answer is lost.");

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.RestApi));
        await bed.WorkAsync();

        Assert.Equal((503, false), (reply.StatusCode, hasRun));
        Assert.Null(bed.Store.Peek(IdOf(bed)));
    }

    [Fact]
    public async Task When_the_first_answer_of_the_store_was_lost_its_own_record_is_no_stranger()
    {
        // A store that writes again after a lost answer meets its own record.
        Bed bed = new();
        bed.Store.CreateTwice = true;
        bed.Dispatcher.Before = () => throw new JobDispatchException("Throttled.");

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.RestApi));

        Assert.Equal(503, reply.StatusCode);
        Assert.Null(bed.Store.Peek(IdOf(bed)));
    }

    [Fact]
    public async Task Comments_and_trailing_commas_reach_the_worker_as_plain_JSON()
    {
        ReportJob job = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            ReadCommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        });
        ReportBody? seen = null;
        job.Method = (input, _) =>
        {
            seen = input.Body;
            return new("done");
        };
        Bed bed = new(report: job);

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.RestApi, root => root["body"] = """{"text":"//x",/* why */"number":1,}// end"""));
        await bed.WorkAsync();

        Assert.Equal(202, reply.StatusCode);
        Assert.NotNull(JsonNode.Parse(bed.Dispatcher.Last));
        Assert.Equal(new ReportBody("//x", 1), seen);
    }

    [Fact]
    public async Task A_job_without_body_does_not_mind_one()
    {
        Bed bed = new();

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root => root["headers"]!["content-type"] = "text/plain"), bed.Plain);

        Assert.Equal(202, reply.StatusCode);
    }

    [Fact]
    public async Task An_error_of_ours_is_500_and_keeps_its_text_to_the_log()
    {
        Bed bed = new();
        bed.Plain.OnBind = () => throw new InvalidOperationException("secret");

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi), bed.Plain);

        Assert.Equal((500, JobErrorCodes.InternalError, "accept-1"), (reply.StatusCode, reply.ErrorCode, (string)reply.Body["requestId"]!));
        Assert.DoesNotContain("secret", reply.Envelope.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("secret", Assert.Single(bed.Log.Entries).Exception!.Message);
    }

    private static string IdOf(Bed bed) => bed.Log.Entries.Last().JobId!;
}
