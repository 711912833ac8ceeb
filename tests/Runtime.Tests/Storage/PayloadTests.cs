using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Binding;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Storage;

/// <summary>Inputs and results that are kept in a payload store.</summary>
public sealed class PayloadTests
{
    private static readonly string s_text = new('t', 3_000_000);
    private static readonly string s_result = Convert.ToBase64String(RandomNumberGenerator.GetBytes(1_500_000));

    private readonly TestPayloads _payloads = new();
    private readonly Bed _bed;
    private int _built;

    public PayloadTests() => _bed = new Bed(services => services.AddSingleton<IPayloadStore>(_ =>
    {
        _built++;
        return _payloads;
    }));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_large_input_goes_through_the_store_and_the_event_refers_to_it()
    {
        string? read = null;
        _bed.Report.Method = (input, _) =>
        {
            read = input.Body.Text;
            return new("done");
        };

        Reply accepted = await _bed.AcceptAsync(Request());
        await _bed.WorkAsync();

        string key = Assert.Single(_payloads.Kept.Keys);
        Assert.Equal(202, accepted.StatusCode);
        Assert.Equal(JobStatus.Succeeded, _bed.Record(accepted.Id).Status);
        Assert.Equal(s_text, read);
        Assert.Equal(["put " + key, "get " + key], _payloads.Calls);
        Assert.Matches($"^{accepted.Id}/input-[0-9a-f]{{64}}$", key);
        JsonNode sent = JsonNode.Parse(_bed.Dispatcher.Last)!;
        Assert.Null(sent["args"]);
        Assert.Equal((key, _payloads.Kept[key].Length), ((string)sent["input"]!["key"]!, (int)sent["input"]!["bytes"]!));
        Assert.InRange(_bed.Dispatcher.Last.Length, 1, 1000);
    }

    [Fact]
    public async Task A_large_result_goes_through_the_store_and_the_record_refers_to_it()
    {
        string id = await _bed.StartAsync();
        _bed.Report.Method = (_, _) => new(s_result);

        await _bed.WorkAsync();

        JobRecord record = _bed.Record(id);
        Assert.Equal(["Claim", "Finish"], _bed.Store.Calls);
        Assert.Equal($"{id}/result-{record.Lease!.Token}", record.ResultReference!.Key);
        Assert.True(record.Result.IsEmpty);
        Assert.Equal(s_result, (string)(await _bed.GetAsync(id)).Body["result"]!);
        Assert.Equal(s_result, (string)(await _bed.DeleteAsync(id)).Body["result"]!);
        Assert.Equal(s_result, (await _bed.App.GetAsync(_bed.Report, id, Token))!.Result);
    }

    [Fact]
    public async Task What_fits_goes_without_the_store_which_is_not_even_made()
    {
        await _bed.StartAsync();
        await _bed.WorkAsync();

        Assert.Equal(0, _built);
    }

    [Fact]
    public async Task What_fits_no_reply_is_refused_with_a_store_too()
    {
        string id = await _bed.StartAsync();
        _bed.Report.Method = (_, _) => new(new string('x', 7_000_000));

        await _bed.WorkAsync();

        Assert.Equal(JobErrorCodes.ResultTooLarge, _bed.Record(id).Error!.ErrorCode);
    }

    [Fact]
    public async Task Without_a_store_a_large_input_is_a_413()
    {
        Bed bed = new(services => services.AddSingleton(new object()));

        Reply refused = await bed.AcceptAsync(Request());

        Assert.Equal((413, JobErrorCodes.PayloadTooLarge), (refused.StatusCode, refused.ErrorCode));
    }

    [Fact]
    public async Task A_store_that_fails_while_a_job_is_accepted_is_a_503_and_leaves_nothing()
    {
        _payloads.Before = _ => throw new TimeoutException();

        Reply refused = await _bed.AcceptAsync(Request());

        Assert.Equal((503, "2"), (refused.StatusCode, refused.RetryAfter));
        Assert.Empty(_bed.Store.Calls);
        Assert.Empty(_bed.Dispatcher.Sent);
        Assert.Contains(_bed.Log.Entries, entry => entry is { Event: "job.not-stored", Exception: PayloadStoreException { IsTransient: true } });
    }

    [Fact]
    public async Task A_store_that_cannot_be_made_is_a_503_and_the_log_says_why()
    {
        Bed bed = new(services => services.AddSingleton<IPayloadStore>(_ => throw new InvalidOperationException("The variable is not set.")));

        Reply refused = await bed.AcceptAsync(Request());

        Assert.Equal(503, refused.StatusCode);
        PayloadStoreException failure = Assert.IsType<PayloadStoreException>(Assert.Single(bed.Log.Entries).Exception);
        Assert.Contains("The variable is not set.", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task An_input_that_cannot_be_fetched_fails_the_invocation_and_the_retry_runs_the_method()
    {
        string id = (await _bed.AcceptAsync(Request())).Id;
        _payloads.Before = _ => throw new TimeoutException();

        await Assert.ThrowsAsync<JobAttemptFailedException>(() => _bed.WorkAsync());
        Assert.Equal((JobStatus.Pending, JobErrorCodes.PayloadStoreFailed), (_bed.Record(id).Status, _bed.Record(id).Error!.ErrorCode));

        _payloads.Before = null;
        await _bed.WorkAsync();
        Assert.Equal((JobStatus.Succeeded, 2), (_bed.Record(id).Status, _bed.Record(id).Attempt));
    }

    [Fact]
    public async Task An_input_that_is_gone_fails_the_job_at_once_with_a_code_of_its_own()
    {
        string id = (await _bed.AcceptAsync(Request())).Id;
        _payloads.Kept.Clear();

        await _bed.WorkAsync();

        Assert.Equal((JobStatus.Failed, JobErrorCodes.InputMissing, 1), (_bed.Record(id).Status, _bed.Record(id).Error!.ErrorCode, _bed.Record(id).Attempt));
        Assert.Contains(_bed.Log.Entries, entry => entry.Exception?.Message.Contains("expire", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task An_input_that_somebody_has_replaced_is_not_used()
    {
        string id = (await _bed.AcceptAsync(Request())).Id;
        string key = Assert.Single(_payloads.Kept.Keys);
        _payloads.Kept[key] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(_payloads.Kept[key]).Replace("ttt", "tut", StringComparison.Ordinal));
        _bed.Report.Method = (_, _) => throw new InvalidOperationException("It ran.");

        await _bed.WorkAsync();

        Assert.Equal(JobErrorCodes.InputMissing, _bed.Record(id).Error!.ErrorCode);
    }

    [Fact]
    public async Task An_input_that_its_store_does_not_even_read_fails_the_job_at_once()
    {
        string id = (await _bed.AcceptAsync(Request())).Id;
        _payloads.Before = _ => throw new PayloadMissingException("It has 7000000 bytes.");

        await _bed.WorkAsync();

        Assert.Equal((JobStatus.Failed, JobErrorCodes.InputMissing), (_bed.Record(id).Status, _bed.Record(id).Error!.ErrorCode));
        Assert.Contains(_bed.Log.Entries, entry => entry.Exception?.Message.Contains("7000000", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task A_result_that_is_not_taken_is_sent_again_and_the_method_does_not_run_again()
    {
        string id = await _bed.StartAsync();
        int calls = 0;
        _bed.Report.Method = (_, _) =>
        {
            calls++;
            return new(s_result);
        };
        int failures = 2;
        _payloads.Before = _ =>
        {
            if (failures-- > 0)
                throw new TimeoutException();
        };

        Task work = _bed.WorkAsync();
        await PassAsync(50, 100);
        await work;

        Assert.Equal((JobStatus.Succeeded, 1), (_bed.Record(id).Status, calls));
        Assert.Equal(2, _bed.Log.Events.Count(name => name == "job.result-not-kept"));
    }

    [Fact]
    public async Task A_store_that_stays_away_fails_the_invocation_with_nothing_recorded_and_the_retry_goes_on()
    {
        string id = await _bed.StartAsync();
        Gate gate = new();
        _bed.Report.Method = async (_, job) =>
        {
            if (job.Attempt == 1)
                await gate.PassAsync(CancellationToken.None);
            return s_result;
        };
        _payloads.Before = _ => throw new TimeoutException();
        Task work = _bed.WorkAsync();
        await gate.Reached;

        _bed.Clock.Advance(TimeSpan.FromSeconds(58.9));
        gate.Open();
        await PassAsync(50, 100, 200, 400);
        await Assert.ThrowsAsync<PayloadStoreException>(() => work);
        Assert.Equal(JobStatus.Running, _bed.Record(id).Status);

        _payloads.Before = null;
        await _bed.WorkAsync();
        Assert.Equal((JobStatus.Succeeded, 2), (_bed.Record(id).Status, _bed.Record(id).Attempt));
    }

    [Fact]
    public async Task A_store_that_refuses_is_not_asked_again_by_the_same_attempt()
    {
        string id = await _bed.StartAsync();
        _bed.Report.Method = (_, _) => new(s_result);
        _payloads.Before = _ => throw new PayloadStoreException("Allow s3:PutObject.", isTransient: false);

        await Assert.ThrowsAsync<JobAttemptFailedException>(() => _bed.WorkAsync());
        await Assert.ThrowsAsync<JobAttemptFailedException>(() => _bed.WorkAsync());
        await _bed.WorkAsync();

        Assert.Equal((JobStatus.Failed, JobErrorCodes.PayloadStoreFailed, 3), (_bed.Record(id).Status, _bed.Record(id).Error!.ErrorCode, _payloads.Calls.Count));
    }

    [Fact]
    public async Task A_zombies_result_replaces_nothing()
    {
        string id = await _bed.StartAsync();
        Gate gate = new();
        _bed.Report.Method = async (_, job) =>
        {
            if (job.Attempt > 1)
                return s_result;
            await gate.PassAsync(CancellationToken.None);
            return s_result.ToUpperInvariant();
        };
        Task zombie = _bed.WorkAsync();
        await gate.Reached;
        _bed.Clock.Advance(Bed.RetryTime);
        await _bed.WorkAsync();

        gate.Open();
        await zombie;

        Assert.Equal(2, _payloads.Kept.Count);
        Assert.Contains("job.outcome-refused", _bed.Log.Events);
        Assert.Equal(s_result, (string)(await _bed.GetAsync(id)).Body["result"]!);
    }

    [Fact]
    public async Task A_result_that_cannot_be_read_is_a_503_for_now_and_one_that_is_gone_a_410()
    {
        string id = await _bed.StartAsync();
        _bed.Report.Method = (_, _) => new(s_result);
        await _bed.WorkAsync();

        _payloads.Before = _ => throw new TimeoutException();
        Reply later = await _bed.GetAsync(id);
        Assert.Equal((503, JobErrorCodes.Unavailable, "2"), (later.StatusCode, later.ErrorCode, later.RetryAfter));

        _payloads.Before = _ => throw new PayloadStoreException("Allow s3:GetObject.", isTransient: false);
        Reply notBefore = await _bed.GetAsync(id);
        Assert.Equal((503, JobErrorCodes.Unavailable, null), (notBefore.StatusCode, notBefore.ErrorCode, notBefore.RetryAfter));

        _payloads.Before = null;
        _payloads.Kept.Clear();
        Reply gone = await _bed.GetAsync(id);
        Assert.Equal((410, JobErrorCodes.Gone), (gone.StatusCode, gone.ErrorCode));
    }

    [Fact]
    public async Task Another_callers_job_is_a_404_without_a_look_into_the_store()
    {
        Reply accepted = await _bed.AcceptAsync(Request(change: Principal("owner")));
        _bed.Report.Method = (_, _) => new(s_result);
        await _bed.WorkAsync();
        int calls = _payloads.Calls.Count;

        Reply other = await _bed.GetAsync(accepted.Id, Principal("other"));

        Assert.Equal((404, calls), (other.StatusCode, _payloads.Calls.Count));
        Assert.Equal(s_result, (string)(await _bed.GetAsync(accepted.Id, Principal("owner"))).Body["result"]!);
    }

    [Fact]
    public async Task Another_input_under_the_same_key_is_a_422_and_does_not_touch_the_first_one()
    {
        string? read = null;
        _bed.Report.Method = (input, _) =>
        {
            read = input.Body.Text;
            return new("done");
        };
        Reply first = await _bed.AcceptAsync(Request(change: root => root["headers"]!["idempotency-key"] = "key-1"));
        Reply again = await _bed.AcceptAsync(Request(change: root => root["headers"]!["idempotency-key"] = "key-1"));
        byte[] sent = _bed.Dispatcher.Last;

        Reply other = await _bed.AcceptAsync(Request(s_text + "!", root => root["headers"]!["idempotency-key"] = "key-1"));
        await _bed.WorkAsync();

        Assert.Equal((202, 202, 422), (first.StatusCode, again.StatusCode, other.StatusCode));
        Assert.Equal(first.Id, again.Id);
        Assert.Equal(sent, _bed.Dispatcher.Last);
        Assert.Equal(s_text, read);
    }

    [Fact]
    public async Task An_event_that_could_not_be_sent_is_a_503_as_ever()
    {
        _bed.Dispatcher.Before = () => throw new JobDispatchException("no");

        Reply refused = await _bed.AcceptAsync(Request());

        Assert.Equal(503, refused.StatusCode);
        Assert.Equal(["create", "delete"], _bed.Store.Calls);
    }

    [Fact]
    public async Task A_job_started_from_code_goes_through_the_store_up_to_6_MB()
    {
        string? read = null;
        _bed.Report.Method = (input, _) =>
        {
            read = input.Body.Text;
            return new("done");
        };

        JobSnapshot<string?> started = await _bed.App.StartAsync(_bed.Report, Arguments(s_text), null, Token);
        await _bed.WorkAsync();

        Assert.Equal(JobStatus.Succeeded, _bed.Record(started.Id).Status);
        Assert.Equal(s_text, read);
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(
            async () => await _bed.App.StartAsync(_bed.Report, Arguments(new string('x', 6 * 1024 * 1024)), null, Token));
        Assert.Contains("at most 6291456", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_waits_gets_the_result_or_the_jobs_URL_where_it_cannot_be_read()
    {
        _bed.Report.Method = (_, _) => new(s_result);
        _bed.Dispatcher.After = async () => await _bed.WorkAsync();
        Action<JsonObject> waits = root => root["headers"]!["prefer"] = "wait=5";

        Task<Reply> waiting = _bed.AcceptAsync(Request(change: waits));
        await PassAsync(100);
        Reply done = await waiting;
        Assert.Equal((200, s_result), (done.StatusCode, (string)done.Body["result"]!));

        int puts = 0;
        _payloads.Before = call => _ = call == "get" && puts++ > 0 ? throw new TimeoutException() : call;
        waiting = _bed.AcceptAsync(Request(change: waits));
        await PassAsync(100);
        Reply unread = await waiting;
        Assert.Equal((202, "PENDING"), (unread.StatusCode, unread.Status));
        Assert.NotNull(unread.Location);
    }

    [Theory]
    [InlineData("""{"key":"another-job/input-1","bytes":1,"sha256":"00"}""")]
    [InlineData("""{"key":"x","bytes":1}""")]
    [InlineData("""{"bytes":"1"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task An_event_that_refers_to_no_input_of_its_job_is_refused(string input)
    {
        string id = await _bed.StartAsync();
        byte[] payload = Encoding.UTF8.GetBytes($$"""{"asyncJobs":1,"id":"{{id}}","job":"reports","input":{{input}}}""");

        await Assert.ThrowsAsync<JobEventException>(async () =>
            await _bed.App.WorkAsync(_bed.Report, payload, _bed.Invocation(), new System.Buffers.ArrayBufferWriter<byte>()));
        Assert.Empty(_payloads.Calls);
    }

    private static byte[] Request(string? text = null, Action<JsonObject>? change = null) => SampleEvent.Read(SampleEvent.FunctionUrl, root =>
    {
        root["body"] = $$"""{"text":"{{text ?? s_text}}","number":7}""";
        root["isBase64Encoded"] = false;
        change?.Invoke(root);
    });

    private static Action<JsonObject> Principal(string name) => root =>
        root["requestContext"]!["authorizer"] = new JsonObject { ["iam"] = new JsonObject { ["userArn"] = "arn:aws:iam::1:user/" + name } };

    private static ArgumentWriter Arguments(string text)
    {
        ArgumentWriter writer = new();
        writer.Route("name", "q1", Scalar.String);
        writer.Query("count", 1, Scalar.Integer<int>());
        writer.Body(new ReportBody(text, 7), JobJson.Reflected<ReportBody>());
        return writer;
    }

    private async Task PassAsync(params int[] pauses)
    {
        foreach (int milliseconds in pauses)
        {
            TimeSpan pause = TimeSpan.FromMilliseconds(milliseconds);
            await _bed.Clock.TimerAsync(pause);
            _bed.Clock.Advance(pause);
        }
    }
}
