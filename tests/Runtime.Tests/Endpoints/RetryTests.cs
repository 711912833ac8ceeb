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

namespace AsyncJobs.Runtime.Tests.Endpoints;

/// <summary>POST of a job's URL with /retry, and the same from code.</summary>
public sealed class RetryTests
{
    private static readonly string s_random = Convert.ToBase64String(RandomNumberGenerator.GetBytes(1_500_000));

    private readonly List<ReportInput> _inputs = [];
    private readonly Bed _bed;

    public RetryTests() => _bed = Keeping();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(SampleEvent.All), MemberType = typeof(SampleEvent))]
    public async Task A_job_that_has_ended_runs_again_as_a_new_one_with_the_same_input(string name)
    {
        Reply started = await _bed.AcceptAsync(SampleEvent.Read(name));
        await _bed.WorkAsync();

        Reply again = await _bed.StatusAsync(SampleEvent.Bodyless(name, "POST", $"/jobs/{started.Id}/retry"));

        Assert.Equal((202, "PENDING", started.Id), (again.StatusCode, again.Status, (string?)again.Body["retryOf"]));
        Assert.EndsWith("/jobs/" + again.Id, again.Location, StringComparison.Ordinal);
        Assert.NotEqual(started.Id, again.Id);
        Assert.Equal((_bed.Record(started.Id).Owner, started.Id), (_bed.Record(again.Id).Owner, _bed.Record(again.Id).RetryOf));
        await _bed.WorkAsync();
        Assert.Equal(2, _inputs.Count);
        Assert.Equal(_inputs[0] with { Tags = [] }, _inputs[1] with { Tags = [] });
        Assert.Equal(_inputs[0].Tags, _inputs[1].Tags);
        Assert.Equal(JobStatus.Succeeded, _bed.Record(again.Id).Status);
    }

    [Theory]
    [InlineData(JobStatus.Succeeded)]
    [InlineData(JobStatus.Failed)]
    [InlineData(JobStatus.TimedOut)]
    [InlineData(JobStatus.Cancelled)]
    public async Task However_it_has_ended(JobStatus status)
    {
        string id = await FinishedAsync();
        _bed.Store.Put(_bed.Record(id) with { Status = status });

        Assert.Equal(202, (await _bed.RetryAsync(id)).StatusCode);
    }

    [Fact]
    public async Task A_request_that_is_repeated_gives_the_same_job_however_that_stands()
    {
        string id = await FinishedAsync();
        Reply first = await _bed.RetryAsync(id);

        Reply again = await _bed.RetryAsync(id);
        Assert.Equal((202, first.Id, "PENDING"), (again.StatusCode, again.Id, again.Status));
        await _bed.WorkAsync();
        again = await _bed.RetryAsync(id);
        Assert.Equal((202, first.Id, "SUCCEEDED"), (again.StatusCode, again.Id, again.Status));
        Assert.Equal(2, _inputs.Count);

        // Once more: the newest is run again.
        Reply other = await _bed.RetryAsync(first.Id);
        Assert.Equal((202, first.Id), (other.StatusCode, (string?)other.Body["retryOf"]));
        Assert.DoesNotContain(other.Id, (string[])[id, first.Id]);
    }

    [Fact]
    public async Task Of_two_requests_at_once_one_starts_the_job()
    {
        string id = await FinishedAsync();
        Reply? second = null;
        _bed.Store.Before = async call =>
        {
            if (call == "create" && second is null)
            {
                _bed.Store.Before = null;
                second = await _bed.RetryAsync(id);
            }
        };

        Reply first = await _bed.RetryAsync(id);

        Assert.Equal((202, 202, first.Id), (first.StatusCode, second!.StatusCode, second.Id));
        await _bed.WorkAsync();
        Assert.Equal(JobStatus.Succeeded, _bed.Record(first.Id).Status);
    }

    [Fact]
    public async Task A_job_that_has_not_ended_is_409()
    {
        string id = await _bed.StartAsync();

        Reply refused = await _bed.RetryAsync(id);

        Assert.Equal((409, JobErrorCodes.NotFinished), (refused.StatusCode, refused.ErrorCode));
        Assert.Equal(["get"], _bed.Store.Calls);

        // Its worker has vanished: the request that finds that ends it, and runs it again.
        _bed.Store.Force(id, Taken.By("worker", "req-1", _bed.Clock.GetUtcNow().AddSeconds(60)), _bed.Clock.GetUtcNow());
        _bed.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(202, (await _bed.RetryAsync(id)).StatusCode);
        Assert.Equal(JobStatus.Failed, _bed.Record(id).Status);
    }

    [Fact]
    public async Task A_job_whose_input_was_not_kept_or_is_gone_is_409_and_says_which()
    {
        string id = await FinishedAsync();
        _bed.Store.LoseInput(id);
        Reply gone = await _bed.RetryAsync(id);
        Assert.Equal((409, JobErrorCodes.InputNotKept), (gone.StatusCode, gone.ErrorCode));
        Assert.Contains("not kept any more", (string)gone.Body["message"]!, StringComparison.Ordinal);

        string before = await FinishedAsync();
        _bed.Store.Put(_bed.Record(before) with { IsInputKept = false });
        Reply never = await _bed.RetryAsync(before);
        Assert.Equal((409, JobErrorCodes.InputNotKept), (never.StatusCode, never.ErrorCode));
        Assert.Contains("KeepInput", (string)never.Body["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_that_the_code_of_today_cannot_read_is_400_and_starts_nothing()
    {
        string id = await FinishedAsync();
        KeptInput kept = _bed.Store.PeekInput(id)!;
        string old = Encoding.UTF8.GetString(kept.Content.Span).Replace("\"query.count\"", "\"query.number\"", StringComparison.Ordinal);
        await _bed.Store.KeepInputAsync(id, kept with { Content = Encoding.UTF8.GetBytes(old) }, Token);
        _bed.Store.ClearCalls();

        Reply refused = await _bed.RetryAsync(id);

        Assert.Equal((400, JobErrorCodes.BadRequest), (refused.StatusCode, refused.ErrorCode));
        Assert.Contains("does not fit the job as it is now. The argument 'query.count'", (string)refused.Body["message"]!, StringComparison.Ordinal);
        Assert.Equal(["get", "input"], _bed.Store.Calls);
    }

    [Fact]
    public async Task A_job_whose_repetition_was_removed_is_409()
    {
        string id = await FinishedAsync();
        Reply again = await _bed.RetryAsync(id);
        await _bed.WorkAsync();
        Assert.Equal(JobPurgeOutcome.Purged, await _bed.App.PurgeAsync(again.Id, Token));

        Reply refused = await _bed.RetryAsync(id);

        Assert.Equal((409, JobErrorCodes.RetryRemoved), (refused.StatusCode, refused.ErrorCode));
    }

    [Theory]
    [InlineData("00000000000000000000000000", 1)]
    [InlineData("input:00000000000000000000000000", 0)]
    [InlineData("owner:1", 0)]
    [InlineData("x", 0)]
    public async Task What_is_no_job_is_404(string id, int reads)
    {
        Reply missing = await _bed.RetryAsync(id);

        Assert.Equal((404, JobErrorCodes.NotFound), (missing.StatusCode, missing.ErrorCode));
        Assert.Equal(reads, _bed.Store.Calls.Count);
    }

    [Fact]
    public async Task An_expired_job_is_404_though_its_input_is_there()
    {
        string id = await FinishedAsync();
        _bed.Clock.Advance(TimeSpan.FromHours(25));

        Assert.NotNull(_bed.Store.PeekInput(id));
        Assert.Equal(404, (await _bed.RetryAsync(id)).StatusCode);
    }

    [Theory]
    [InlineData(900)]
    [InlineData(5400)]
    public async Task The_input_is_there_for_as_long_as_the_job_can_be_read(int timeoutSeconds)
    {
        Bed bed = new(plain: new PlainJob { KeepInput = true, Saved = JobJson.Reflected<int>(), TimeoutSeconds = timeoutSeconds, TotalTimeoutSeconds = 3600 });
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = async job => await job.ContinueAsync(1);
        bed.Clock.Advance(TimeSpan.FromHours(6));
        await bed.WorkAsync(bed.Plain);

        // As late as somebody can find out that it is lost.
        bed.Clock.Advance(bed.Record(id).ExpiresAt - bed.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        Assert.Equal("FAILED", (await bed.GetAsync(id)).Status);

        Assert.True(bed.Record(id).ExpiresAt <= bed.Store.PeekInput(id)!.ExpiresAt);
        Assert.True(bed.Store.PeekInput(id)!.ExpiresAt < TestClock.Noon.AddHours((2 * 24) + 13 + 2).AddSeconds(timeoutSeconds - 900));
    }

    [Fact]
    public async Task Where_no_job_keeps_its_input_there_is_nothing()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        await bed.WorkAsync();
        bed.Store.ClearCalls();

        Reply routed = await bed.HttpAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "POST", $"/jobs/{id}/retry"));
        Assert.Equal((404, "There is nothing at this path."), (routed.StatusCode, (string)routed.Body["message"]!));
        Assert.Equal(405, (await bed.RetryAsync(id)).StatusCode);
        Assert.Empty(bed.Store.Calls);
        Assert.Equal((false, null, null), (bed.Record(id).IsInputKept, bed.Record(id).RetryOf, bed.Store.PeekInput(id)));
    }

    [Fact]
    public async Task A_job_that_does_not_keep_its_input_costs_what_it_did_beside_one_that_does()
    {
        string id = (await _bed.AcceptAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "POST", "/plain"), _bed.Plain)).Id;
        await _bed.WorkAsync(_bed.Plain);
        Assert.DoesNotContain("keepInput", _bed.Store.Calls);

        Assert.Equal(JobErrorCodes.InputNotKept, (await _bed.RetryAsync(id)).ErrorCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task Another_method_is_405(string method)
    {
        string id = await FinishedAsync();
        byte[] request = SampleEvent.Bodyless(SampleEvent.FunctionUrl, method, $"/jobs/{id}/retry");

        Assert.All([await _bed.StatusAsync(request), await _bed.HttpAsync(request)], static reply => Assert.Equal((405, "POST"), (reply.StatusCode, reply.Header("allow"))));
    }

    [Fact]
    public async Task All_endpoints_in_one_function_have_it_too()
    {
        string id = await FinishedAsync();

        Reply again = await _bed.HttpAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "POST", $"/jobs/{id}/retry"));

        Assert.Equal((202, id), (again.StatusCode, (string?)again.Body["retryOf"]));
    }

    [Fact]
    public async Task Its_callback_is_told_of_the_new_job_and_the_correlation_id_stays()
    {
        await using CallbackReceiver receiver = await CallbackReceiver.StartAsync();
        Bed bed = Keeping(callbacks: receiver);
        Reply started = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.FunctionUrl, root =>
        {
            root["headers"]!["x-callback-url"] = CallbackReceiver.Url;
            root["headers"]!["x-correlation-id"] = "order-7";
        }));
        bed.Store.Put(bed.Record(started.Id) with { Status = JobStatus.Failed, FinishedAt = bed.Clock.GetUtcNow() });

        Reply again = await bed.RetryAsync(started.Id);

        Assert.Equal("order-7", (string?)again.Body["correlationId"]);
        Assert.Equal((CallbackReceiver.Url, JobCallbackStatus.Pending), (bed.Record(again.Id).Callback!.Url, bed.Record(again.Id).Callback!.Status));
        Reply other = await bed.RetryAsync(started.Id, root => root["headers"]!["x-correlation-id"] = "order-8");
        Assert.Equal(again.Id, other.Id);
    }

    [Fact]
    public async Task It_counts_among_the_jobs_of_its_owner()
    {
        Bed bed = Keeping(mostUnfinished: 1);
        string id = (await bed.AcceptAsync(SampleEvent.Read(SampleEvent.FunctionUrl, AsAnna))).Id;
        await bed.WorkAsync();
        string other = (await bed.AcceptAsync(SampleEvent.Read(SampleEvent.FunctionUrl, AsAnna))).Id;
        byte[] sent = bed.Dispatcher.Last;

        Reply refused = await bed.RetryAsync(id, AsAnna);
        Assert.Equal((429, JobErrorCodes.LimitReached), (refused.StatusCode, refused.ErrorCode));
        Assert.Equal(JobRetryOutcome.Started, (await bed.App.RetryAsync(id, ignoreLimits: true, Token)).Outcome);

        await bed.WorkAsync(bed.Report, sent, bed.Invocation());
        Reply again = await bed.RetryAsync(other, AsAnna);
        Assert.Equal((202, again.Id), (again.StatusCode, Assert.Single(bed.Store.PeekUsage(bed.Record(id).Owner!)!.Unfinished.Keys)));
        Assert.Equal(404, (await bed.RetryAsync(other)).StatusCode);
    }

    [Fact]
    public async Task A_start_that_is_withdrawn_leaves_no_input()
    {
        _bed.Dispatcher.Before = () => throw new JobDispatchException("No.") { IsTransient = false };
        Assert.Equal(503, (await _bed.AcceptAsync(SampleEvent.Read(SampleEvent.FunctionUrl))).StatusCode);
        Assert.Equal(["create", "keepInput", "delete", "removeInput"], _bed.Store.Calls);
    }

    [Fact]
    public async Task A_job_whose_input_cannot_be_kept_is_not_started()
    {
        _bed.Store.After = call => call == "keepInput" ? throw new TimeoutException() : default;

        Reply refused = await _bed.AcceptAsync(SampleEvent.Read(SampleEvent.FunctionUrl));

        Assert.Equal((503, "2"), (refused.StatusCode, refused.RetryAfter));
        Assert.Empty(_bed.Dispatcher.Sent);
        Assert.Equal(["create", "keepInput", "delete", "removeInput"], _bed.Store.Calls);
    }

    [Fact]
    public async Task A_repeated_start_keeps_the_input_that_the_first_one_could_not()
    {
        byte[] request = SampleEvent.Read(SampleEvent.FunctionUrl, root => root["headers"]!["idempotency-key"] = "k");
        _bed.Store.Before = call => call == "keepInput" ? throw new TimeoutException() : default;
        Assert.Equal(503, (await _bed.AcceptAsync(request)).StatusCode);
        _bed.Store.Before = null;

        Reply started = await _bed.AcceptAsync(request);
        await _bed.WorkAsync();

        Assert.NotNull(_bed.Store.PeekInput(started.Id));
        Assert.Equal(202, (await _bed.RetryAsync(started.Id)).StatusCode);
    }

    [Fact]
    public async Task A_repeated_start_that_comes_too_late_brings_no_input_back()
    {
        byte[] request = SampleEvent.Read(SampleEvent.FunctionUrl, root => root["headers"]!["idempotency-key"] = "k");
        Reply started = await _bed.AcceptAsync(request);
        byte[] sent = _bed.Dispatcher.Last;

        // Between its turn to send and its write of the input, the first event runs, and the job is removed.
        bool isFirst = true;
        _bed.Store.Before = async call =>
        {
            if (call == "keepInput" && isFirst)
            {
                isFirst = false;
                await _bed.WorkAsync(_bed.Report, sent, _bed.Invocation());
                Assert.Equal(JobPurgeOutcome.Purged, await _bed.App.PurgeAsync(started.Id, Token));
            }
        };
        await _bed.AcceptAsync(request);

        Assert.False(isFirst);
        Assert.Null(_bed.Store.PeekInput(started.Id));
    }

    [Fact]
    public async Task A_purge_removes_the_input()
    {
        string id = await FinishedAsync();
        Assert.NotNull(_bed.Store.PeekInput(id));

        Assert.Equal(JobPurgeOutcome.Purged, await _bed.App.PurgeAsync(id, Token));

        Assert.Equal(["get", "removeInput", "remove"], _bed.Store.Calls);
        Assert.Null(_bed.Store.PeekInput(id));
        Assert.Equal(404, (await _bed.RetryAsync(id)).StatusCode);
    }

    [Theory]
    [InlineData("input", JobErrorCodes.InputNotKept)]
    [InlineData("create", 0)]
    public async Task Beside_a_purge_it_runs_again_or_says_that_the_input_is_gone(string at, int expected)
    {
        string id = await FinishedAsync();
        _bed.Store.Before = async call =>
        {
            if (call != at)
                return;
            _bed.Store.Before = null;
            Assert.Equal(JobPurgeOutcome.Purged, await _bed.App.PurgeAsync(id, Token));
        };

        Reply reply = await _bed.RetryAsync(id);

        Assert.Equal(expected == 0 ? 202 : 409, reply.StatusCode);
        if (expected != 0)
        {
            Assert.Equal(expected, reply.ErrorCode);
            return;
        }

        await _bed.WorkAsync();
        Assert.Equal(JobStatus.Succeeded, _bed.Record(reply.Id).Status);
    }

    [Fact]
    public async Task A_large_input_is_kept_in_the_payload_store_and_copied_for_the_new_job()
    {
        TestPayloads payloads = new();
        Bed bed = Keeping(services => services.AddSingleton<IPayloadStore>(payloads));
        Reply started = await bed.AcceptAsync(WithBody(s_random));
        await bed.WorkAsync();
        Assert.Equal((false, started.Id + "/"), (bed.Record(started.Id).IsInputKept, bed.Record(started.Id).InputReference!.Key[..27]));
        Assert.DoesNotContain("keepInput", bed.Store.Calls);

        Reply again = await bed.RetryAsync(started.Id);
        Assert.Equal(202, again.StatusCode);
        Assert.Equal(JobPurgeOutcome.Purged, await bed.App.PurgeAsync(started.Id, Token));
        await bed.WorkAsync();

        Assert.Equal(JobStatus.Succeeded, bed.Record(again.Id).Status);
        Assert.Equal([s_random.Length, s_random.Length], _inputs.Select(static input => input.Body.Text!.Length));
        Assert.All(payloads.Kept.Keys, key => Assert.StartsWith(again.Id + "/", key, StringComparison.Ordinal));
    }

    // It fits into the event, but not beside the job.
    [Fact]
    public async Task An_input_that_has_no_place_beside_the_job_needs_the_payload_store()
    {
        string text = s_random[..600_000];
        Reply refused = await _bed.AcceptAsync(WithBody(text));
        Assert.Equal((413, JobErrorCodes.PayloadTooLarge), (refused.StatusCode, refused.ErrorCode));
        Assert.Contains("are kept with the job", (string)refused.Body["message"]!, StringComparison.Ordinal);
        Assert.Empty(_bed.Store.Calls);

        TestPayloads payloads = new();
        Bed bed = Keeping(services => services.AddSingleton<IPayloadStore>(payloads));
        Reply started = await bed.AcceptAsync(WithBody(text));
        await bed.WorkAsync();
        Assert.Equal((started.Id, 1), (bed.Record(started.Id).InputReference!.Key[..26], payloads.Kept.Count));
        Assert.DoesNotContain(payloads.Calls, static call => call.StartsWith("get", StringComparison.Ordinal));
        Assert.Equal(202, (await bed.RetryAsync(started.Id)).StatusCode);
        payloads.Kept.Clear();
        Assert.Equal(JobErrorCodes.InputNotKept, (await bed.RetryAsync(started.Id)).ErrorCode);
    }

    [Fact]
    public async Task An_input_that_compresses_well_is_kept_beside_the_job()
    {
        Reply started = await _bed.AcceptAsync(WithBody(new string('x', 700_000)));
        await _bed.WorkAsync();

        Assert.Equal(JobResultEncoding.Brotli, _bed.Store.PeekInput(started.Id)!.Encoding);
        await _bed.RetryAsync(started.Id);
        await _bed.WorkAsync();
        Assert.Equal(_inputs[0].Body, _inputs[1].Body);
    }

    [Fact]
    public async Task Code_runs_jobs_of_every_owner_again()
    {
        string id = await _bed.StartAsync();
        Assert.Equal(JobRetryOutcome.NotFinished, (await _bed.App.RetryAsync(id, cancellationToken: Token)).Outcome);
        await _bed.WorkAsync();

        JobRetry again = await _bed.App.RetryAsync(id, cancellationToken: Token);

        Assert.Equal((JobRetryOutcome.Started, null), (again.Outcome, again.Reason));
        Assert.Equal((await _bed.App.RetryAsync(id, cancellationToken: Token)).Id, again.Id);
        Assert.Equal(again.Id, (await _bed.RetryAsync(id)).Id);
        Assert.Equal(id, (await _bed.App.GetAsync(_bed.Report, again.Id!, Token))!.RetryOf);
        Assert.Equal(JobRetryOutcome.NotFound, (await _bed.App.RetryAsync("x", cancellationToken: Token)).Outcome);
        _bed.Store.LoseInput(id);
        JobRetry gone = await _bed.App.RetryAsync(id, cancellationToken: Token);
        Assert.Equal((JobRetryOutcome.InputNotKept, null), (gone.Outcome, gone.Id));
        Assert.NotNull(gone.Reason);
    }

    [Fact]
    public async Task A_method_runs_again_only_what_its_Starts_names()
    {
        string id = await FinishedAsync();
        JobDispatchException? refused = null;
        _bed.Plain.Method = async _ => refused = await Assert.ThrowsAsync<JobDispatchException>(() => _bed.App.RetryAsync(id, cancellationToken: Token));
        await _bed.AcceptAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "POST", "/plain"), _bed.Plain);
        await _bed.WorkAsync(_bed.Plain);

        Assert.Contains("Starts = [\"reports\"]", refused!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_may_ask_for_it_where_it_may_call()
    {
        Bed bed = Keeping(cors: "https://app.example.com");
        Reply allowed = await bed.StatusAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "OPTIONS", "/jobs/x/retry", root =>
        {
            root["headers"]!["origin"] = "https://app.example.com";
            root["headers"]!["access-control-request-method"] = "POST";
        }));

        Assert.Equal((204, "DELETE, GET, POST"), (allowed.StatusCode, allowed.Header("access-control-allow-methods")));
    }

    private static void AsAnna(JsonObject root) => root["requestContext"]!["authorizer"] = new JsonObject
    {
        ["iam"] = new JsonObject { ["accountId"] = "123456789012", ["userArn"] = "arn:aws:iam::123456789012:user/anna", ["userId"] = "AIDA" },
    };

    private static byte[] WithBody(string text) => SampleEvent.Read(SampleEvent.FunctionUrl, root =>
    {
        root["isBase64Encoded"] = false;
        root["body"] = new JsonObject { ["text"] = text, ["number"] = 7 }.ToJsonString();
    });

    private Bed Keeping(
        Action<IServiceCollection>? services = null, CallbackReceiver? callbacks = null, int? mostUnfinished = null, params string[] cors)
    {
        ReportJob report = new() { KeepInput = true };
        report.Method = (input, _) =>
        {
            _inputs.Add(input);
            return new("done");
        };
        return new Bed(services, report, allowsPurge: true, callbacks: callbacks?.Options(), mostUnfinished: mostUnfinished, cors: cors);
    }

    private async Task<string> FinishedAsync()
    {
        string id = await _bed.StartAsync();
        await _bed.WorkAsync();
        _bed.Store.ClearCalls();
        return id;
    }
}
