using System.Text.Json.Nodes;
using AsyncJobs.Http;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Storage;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Listing;

/// <summary>What a caller gets who lists their jobs.</summary>
public sealed class ListTests
{
    private const string Anna = ListRequests.Anna;

    private readonly Bed _bed = new(allowsList: true);

    public static TheoryData<string, string?> FrontEnds => new()
    {
        { SampleEvent.HttpApi, Anna },
        { SampleEvent.FunctionUrl, """{"iam":{"userArn":"arn:aws:iam::123456789012:user/anna"}}""" },
        { SampleEvent.RestApi, """{"claims":{"iss":"https://id.example","sub":"anna"}}""" },
    };

    [Theory]
    [MemberData(nameof(FrontEnds))]
    public async Task The_callers_jobs_come_the_newest_first_and_page_by_page(string frontEnd, string? caller)
    {
        List<string> ids = [];
        for (int i = 0; i < 5; i++)
        {
            ids.Insert(0, (await _bed.AcceptAsync(SampleEvent.Read(frontEnd, root => ListRequests.Authorize(root, caller)))).Id);
            _bed.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Reply first = await ListAsync(frontEnd, caller, ("pageSize", "2"));
        Reply second = await ListAsync(frontEnd, caller, ("pageSize", "2"), ("pageToken", first.NextPageToken!));
        Reply third = await ListAsync(frontEnd, caller, ("pageSize", "2"), ("pageToken", second.NextPageToken!));

        Assert.Equal([200, 200, 200], new[] { first, second, third }.Select(static page => page.StatusCode));
        Assert.Equal(ids, [.. first.Ids, .. second.Ids, .. third.Ids]);
        Assert.Null(third.NextPageToken);
        Assert.Equal($"<?pageSize=2&pageToken={first.NextPageToken}>; rel=\"next\"", first.Header("link"));
    }

    [Fact]
    public async Task A_page_is_one_query_and_one_read_and_nothing_is_written()
    {
        await StartAsync();
        await StartAsync();
        _bed.Store.ClearCalls();

        await ListAsync();

        Assert.Equal(["keys", "outlines"], _bed.Store.Calls);
    }

    [Fact]
    public async Task A_job_is_shown_as_its_URL_shows_it_but_for_its_result()
    {
        string id = await StartAsync();
        await _bed.WorkAsync();

        JsonObject listed = (await ListAsync()).Body["jobs"]![0]!.AsObject();

        JsonObject shown = (await _bed.GetAsync(id, root => ListRequests.Authorize(root, Anna))).Body;
        Assert.True(shown.Remove("result"));
        Assert.Equal(shown.ToJsonString(), listed.ToJsonString());
        Assert.Equal("SUCCEEDED", (string?)listed["status"]);
    }

    [Fact]
    public async Task Filters_take_what_they_say()
    {
        string report = await StartAsync();
        await _bed.WorkAsync();
        _bed.Clock.Advance(TimeSpan.FromSeconds(1));
        string waiting = await StartAsync();
        DateTimeOffset since = _bed.Record(waiting).CreatedAt;

        Assert.Equal([waiting, report], (await ListAsync(("job", "reports"))).Ids);
        Assert.Empty((await ListAsync(("job", "plain"))).Ids);
        Assert.Equal([report], (await ListAsync(("status", "SUCCEEDED"))).Ids);
        Assert.Equal([waiting], (await ListAsync(("status", "PENDING"))).Ids);
        Assert.Equal([waiting], (await ListAsync(("since", since.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null)))).Ids);
        Assert.Equal([waiting], (await ListAsync(("since", since.ToOffset(TimeSpan.FromHours(2)).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", null)))).Ids);
        Assert.Empty((await ListAsync(("since", since.AddSeconds(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null)))).Ids);

        // One without a value is as one that is not there.
        Assert.Equal([waiting, report], (await ListAsync(SampleEvent.HttpApi, Anna, ("job", ""), ("status", ""), ("since", ""), ("pageSize", "0"), ("pageToken", ""))).Ids);
    }

    [Fact]
    public async Task A_filter_looks_at_so_many_jobs_and_then_gives_a_short_page_that_goes_on()
    {
        string wanted = Put(0, JobStatus.Failed);
        for (int i = 1; i <= 1000; i++)
            Put(i, JobStatus.Succeeded);

        Reply first = await ListAsync(("status", "FAILED"));
        Reply second = await ListAsync(SampleEvent.HttpApi, Anna, ("status", "FAILED"), ("pageToken", first.NextPageToken!));

        Assert.Empty(first.Ids);
        Assert.Equal([wanted], second.Ids);
        Assert.Null(second.NextPageToken);
    }

    [Theory]
    [InlineData("999999999999999999999999", 100)]
    [InlineData("101", 100)]
    [InlineData("100", 100)]
    [InlineData("7", 7)]
    [InlineData("0", 25)]
    public async Task A_page_is_never_larger_than_the_largest(string asked, int expected)
    {
        for (int i = 0; i < 120; i++)
            Put(i, JobStatus.Succeeded);

        Assert.Equal(expected, (await ListAsync(("pageSize", asked))).Ids.Count());
    }

    [Fact]
    public async Task What_has_expired_was_removed_or_is_gone_is_left_out()
    {
        string kept = Put(1, JobStatus.Succeeded);
        Put(2, JobStatus.Succeeded, record => record with { ExpiresAt = _bed.Clock.GetUtcNow() });
        Put(3, JobStatus.Succeeded, record => record with { PurgedAt = _bed.Clock.GetUtcNow() });
        string gone = Put(4, JobStatus.Succeeded);

        // Between the query and the read.
        _bed.Store.Outlines = ids => new JobOutlines([.. ids.Where(id => id != gone).Select(id => _bed.Record(id))], []);

        Assert.Equal([kept], (await ListAsync()).Ids);
    }

    [Fact]
    public async Task A_key_of_a_job_whose_id_another_one_has_since_shows_nothing()
    {
        Put(1, JobStatus.Succeeded);
        _bed.Store.Outlines = ids => new JobOutlines([.. ids.Select(id => _bed.Record(id) with { CreatedAt = _bed.Clock.GetUtcNow() })], []);

        Assert.Empty((await ListAsync()).Ids);
    }

    [Fact]
    public async Task A_job_whose_lease_is_long_over_is_shown_as_lost_and_left_as_it_is()
    {
        string id = await StartAsync();
        DateTimeOffset now = _bed.Clock.GetUtcNow();
        _bed.Store.Force(id, new JobTransition.Claim(new JobLease(JobId.New(), "gone", now.AddSeconds(60), now.AddSeconds(30)), 3), now);
        Assert.False((await ListAsync()).Body["jobs"]![0]!.AsObject().ContainsKey("lost"));
        _bed.Clock.Advance(TimeSpan.FromMinutes(12));
        JobRecord before = _bed.Record(id);
        _bed.Store.ClearCalls();

        JsonNode listed = (await ListAsync()).Body["jobs"]![0]!;

        Assert.Equal(("RUNNING", true), ((string?)listed["status"], (bool?)listed["lost"]));
        Assert.Equal(before, _bed.Record(id));
        Assert.Equal(["keys", "outlines"], _bed.Store.Calls);

        // Who reads it ends it, and then it is no more than what it says.
        Assert.Equal("FAILED", (await _bed.GetAsync(id, root => ListRequests.Authorize(root, Anna))).Status);
        Assert.False((await ListAsync()).Body["jobs"]![0]!.AsObject().ContainsKey("lost"));
    }

    [Theory]
    [InlineData("status", "failed", "query status: must be one of PENDING, RUNNING, SUCCEEDED, FAILED, TIMED_OUT, CANCELLED")]
    [InlineData("status", "UNKNOWN", "query status: must be one of")]
    [InlineData("since", "yesterday", "query since: must be a time of RFC 3339")]
    [InlineData("since", "2026-01-01T00:00:00", "query since: must be a time of RFC 3339")]
    [InlineData("since", "2026-13-01T00:00:00Z", "query since: must be a time of RFC 3339")]
    [InlineData("pageSize", "-1", "query pageSize: must be a whole number")]
    [InlineData("pageSize", "many", "query pageSize: must be a whole number")]
    [InlineData("pageToken", "x", "query pageToken: is none that a page of this list had")]
    public async Task What_is_malformed_is_named_and_nothing_is_read(string name, string value, string fault)
    {
        Reply reply = await ListAsync((name, value));

        Assert.Equal((400, 2400), (reply.StatusCode, reply.ErrorCode));
        Assert.StartsWith(fault, Assert.Single(reply.Faults), StringComparison.Ordinal);
        Assert.DoesNotContain("yesterday", reply.Envelope.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(_bed.Store.Calls);
    }

    [Fact]
    public async Task A_parameter_that_is_there_twice_or_is_too_long_is_a_fault()
    {
        Reply twice = await ListAsync(("job", "a&job=b"));
        Reply tooLong = await ListAsync(("job", new string('a', 300)));

        Assert.Equal(["query job: must be there once"], twice.Faults);
        Assert.Equal(["query job: is too long"], tooLong.Faults);
    }

    [Fact]
    public async Task A_public_URL_is_where_the_next_page_is()
    {
        Bed bed = new(allowsList: true, publicUrl: new Uri("https://api.example/v1/"));
        for (int i = 0; i < 2; i++)
            await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root => ListRequests.Authorize(root, Anna)));

        Reply page = await ListAsync(bed, SampleEvent.HttpApi, Anna, ("pageSize", "1"), ("job", "reports"));

        Assert.StartsWith("<https://api.example/v1/jobs?job=reports&pageSize=1&pageToken=", page.Header("link"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_another_origin_reads_where_the_next_one_is()
    {
        Bed bed = new(allowsList: true, cors: "https://app.example.com");
        for (int i = 0; i < 2; i++)
            await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root => ListRequests.Authorize(root, Anna)));

        Reply preflight = await bed.StatusAsync(SampleEvent.Bodyless(SampleEvent.HttpApi, "OPTIONS", "/jobs", root =>
        {
            root["headers"]!["origin"] = "https://app.example.com";
            root["headers"]!["access-control-request-method"] = "GET";
        }));
        Reply page = await bed.StatusAsync(ListRequests.Of(SampleEvent.HttpApi, Anna, root => root["headers"]!["origin"] = "https://app.example.com", ("pageSize", "1")));

        Assert.Equal((204, "DELETE, GET, POST"), (preflight.StatusCode, preflight.Header("access-control-allow-methods")));
        Assert.EndsWith(", Allow, Link", page.Header("access-control-expose-headers"), StringComparison.Ordinal);
        Assert.EndsWith(", Allow", (await bed.StatusAsync(ListRequests.Of(SampleEvent.HttpApi, Anna, root => root["headers"]!["origin"] = "https://app.example.com"))).Header("access-control-expose-headers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_gives_only_some_is_asked_for_the_others_within_the_time_of_the_request()
    {
        for (int i = 0; i < 6; i++)
            Put(i, JobStatus.Succeeded);
        List<int> asked = [];
        _bed.Store.Outlines = ids =>
        {
            asked.Add(ids.Count);
            return new JobOutlines([.. ids.Take(2).Select(id => _bed.Record(id))], [.. ids.Skip(2)]);
        };

        Assert.Equal(6, (await ListAsync()).Ids.Count());
        Assert.Equal([6, 4, 2], asked);
    }

    [Fact]
    public async Task A_table_that_fails_is_503()
    {
        await StartAsync();
        _bed.Store.Before = call => call == "keys" ? throw new JobStoreException("throttled", isTransient: true) : default;
        Reply passing = await ListAsync();
        _bed.Store.Before = call => call == "keys" ? throw new JobStoreException("no index", isTransient: false) : default;
        Reply lasting = await ListAsync();

        Assert.Equal((503, "2"), (passing.StatusCode, passing.RetryAfter));
        Assert.Equal((503, null), (lasting.StatusCode, lasting.RetryAfter));
        Assert.DoesNotContain("index", lasting.Envelope.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_may_start_at_the_path_of_the_list()
    {
        Bed bed = new(plain: new PlainJob("jobs"), allowsList: true);

        Reply started = await bed.HttpAsync(Request(SampleEvent.HttpApi, Anna, "POST"));
        Reply listed = await bed.HttpAsync(Request(SampleEvent.HttpApi, Anna, "GET"));
        Reply other = await bed.HttpAsync(Request(SampleEvent.HttpApi, Anna, "HEAD"));

        Assert.Equal(202, started.StatusCode);
        Assert.Equal([started.Id], listed.Ids);
        Assert.Equal((405, "GET, POST"), (other.StatusCode, other.Header("allow")));
    }

    [Fact]
    public void A_job_that_has_the_route_of_the_list_is_an_error()
    {
        JobApp app = new([new ListedRouteJob()]);
        app.Use(new JobPlatform(new TestStore(), new TestDispatcher()) { AllowsList = true });

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => app.StatusAsync(default, new Invocation { RequestId = "r" }, new System.Buffers.ArrayBufferWriter<byte>()).AsTask().GetAwaiter().GetResult());

        Assert.Contains("the job 'routes' has the route GET /jobs", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Request(string frontEnd, string? caller, string method) => SampleEvent.Bodyless(frontEnd, method, "/jobs", root =>
    {
        ListRequests.Authorize(root, caller);
        ListRequests.Ask(root);
    });

    private static async Task<Reply> ListAsync(Bed bed, string frontEnd, string? caller, params (string Name, string Value)[] query)
    {
        Reply reply = await bed.StatusAsync(ListRequests.Of(frontEnd, caller, null, query));
        Assert.Equal(reply.Envelope.ToJsonString().Replace("http-1", "status-1", StringComparison.Ordinal), (await bed.HttpAsync(ListRequests.Of(frontEnd, caller, null, query))).Envelope.ToJsonString().Replace("http-1", "status-1", StringComparison.Ordinal));
        return reply;
    }

    private Task<Reply> ListAsync(string frontEnd, string? caller, params (string Name, string Value)[] query) => ListAsync(_bed, frontEnd, caller, query);

    private Task<Reply> ListAsync(params (string Name, string Value)[] query) => _bed.StatusAsync(ListRequests.Of(SampleEvent.HttpApi, Anna, null, query));

    private async Task<string> StartAsync() => (await _bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root => ListRequests.Authorize(root, Anna)))).Id;

    private string Put(int second, JobStatus status, Func<JobRecord, JobRecord>? change = null)
    {
        DateTimeOffset created = _bed.Clock.GetUtcNow().AddSeconds(second - 10_000);
        JobRecord record = new()
        {
            Id = JobId.New(),
            Job = "reports",
            Status = status,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(created.ToUnixTimeMilliseconds()),
            FinishedAt = created,
            ExpiresAt = _bed.Clock.GetUtcNow().AddDays(1),
            Owner = "jwt:https://id.example|anna",
            IsListed = true,
        };
        record = change?.Invoke(record) ?? record;
        _bed.Store.Put(record);
        return record.Id;
    }

    private sealed class ListedRouteJob() : JobDefinition<NoResult, NoResult>("routes", new JobRoute("GET", "/jobs"))
    {
        protected override NoResult BindInput(Binding.ArgumentReader args) => default;

        protected override ValueTask<NoResult> RunAsync(NoResult input, JobContext job) => default;
    }
}
