using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Storage;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Endpoints;

public sealed class StatusTests
{
    [Theory]
    [InlineData(0, "1")]
    [InlineData(9_999, "1")]
    [InlineData(10_000, "2")]
    [InlineData(30_000, "5")]
    [InlineData(120_000, "10")]
    [InlineData(3_600_000, "10")]
    public async Task The_older_the_job_the_later_it_is_asked_for_again(int ageMilliseconds, string expected)
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Clock.Advance(TimeSpan.FromMilliseconds(ageMilliseconds));

        Reply reply = await bed.GetAsync(id);

        Assert.Equal((200, expected), (reply.StatusCode, reply.RetryAfter));
        Assert.Equal(["get"], bed.Store.Calls);
    }

    [Theory]
    [InlineData("00000000000000000000000000", 1)]
    [InlineData("0", 0)]
    [InlineData("..", 0)]
    [InlineData("O000000000000000000000000l", 0)]
    [InlineData("%30000000000000000000000000", 0)]
    public async Task A_job_that_is_not_there_is_404_and_what_is_no_id_is_not_even_looked_for(string id, int reads)
    {
        Bed bed = new();

        Reply reply = await bed.GetAsync(id);

        Assert.Equal((404, JobErrorCodes.NotFound), (reply.StatusCode, reply.ErrorCode));
        Assert.Equal(reads, bed.Store.Calls.Count);
    }

    public static TheoryData<bool, Exception> Outages => new()
    {
        { true, new HttpRequestException("secret") },
        { true, new TimeoutException("secret") },
        { true, new OperationCanceledException("secret") },
        { true, new JobStoreException("secret", isTransient: true) },
        { false, new JobStoreException("secret", isTransient: false) },
    };

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task While_the_table_cannot_be_read_or_written_the_reply_is_503(bool canPass, Exception exception)
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("worker", "req-7", bed.Clock.GetUtcNow().AddSeconds(65)), bed.Clock.GetUtcNow());

        bed.Store.Before = _ => throw exception;
        Reply read = await bed.GetAsync(id);
        Reply cancelled = await bed.DeleteAsync(id);
        bed.Store.Before = call => call == "get" ? default : throw exception;
        Reply notWritten = await bed.DeleteAsync(id);

        Assert.All([read, cancelled, notWritten], reply =>
        {
            Assert.Equal((503, JobErrorCodes.Unavailable, canPass ? "2" : null), (reply.StatusCode, reply.ErrorCode, reply.RetryAfter));
            Assert.Contains(canPass ? "Try again shortly" : "mended on our side", (string)reply.Body["message"]!, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", reply.Envelope.ToJsonString(), StringComparison.Ordinal);
        });
        Assert.Equal(["http.failed", "http.failed", "http.failed"], bed.Log.Entries.Where(entry => entry.Exception == exception).Select(entry => entry.Event));
    }

    [Fact]
    public async Task A_job_is_gone_when_its_retention_is_over_although_the_table_still_has_it()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        await bed.WorkAsync();

        bed.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(200, (await bed.GetAsync(id)).StatusCode);
        bed.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(404, (await bed.GetAsync(id)).StatusCode);
        Assert.Equal(404, (await bed.DeleteAsync(id)).StatusCode);
        Assert.NotNull(bed.Store.Peek(id));
    }

    [Fact]
    public async Task A_reader_records_a_lost_job_once()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("gone", "req-7", bed.Clock.GetUtcNow().AddSeconds(65)), bed.Clock.GetUtcNow());
        bed.Clock.Advance(TimeSpan.FromSeconds(65) + TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("RUNNING", (await bed.GetAsync(id)).Status);
        bed.Clock.Advance(TimeSpan.FromMilliseconds(1));
        bed.Store.ClearCalls();

        Reply first = await bed.GetAsync(id);
        Reply second = await bed.GetAsync(id);

        Assert.Equal(["get", "Finish", "get"], bed.Store.Calls);
        Assert.Equal((200, "FAILED", JobErrorCodes.Lost, "req-7"), (first.StatusCode, first.Status, (int)first.Body["error"]!["errorCode"]!, (string)first.Body["error"]!["requestId"]!));
        Assert.Equal(first.Envelope.ToJsonString(), second.Envelope.ToJsonString());
        Assert.Null(first.RetryAfter);
    }

    [Fact]
    public async Task A_lost_job_that_was_to_stop_is_CANCELLED()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("gone", "req-7", bed.Clock.GetUtcNow().AddSeconds(65)), bed.Clock.GetUtcNow());
        await bed.DeleteAsync(id);
        bed.Clock.Advance(TimeSpan.FromSeconds(65) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("RUNNING", (await bed.GetAsync(id)).Status);
        bed.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("CANCELLED", (await bed.GetAsync(id)).Status);
    }

    [Fact]
    public async Task A_cancel_that_finds_the_lease_over_has_nobody_to_wait_for()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("gone", "req-7", bed.Clock.GetUtcNow().AddSeconds(65)), bed.Clock.GetUtcNow());
        bed.Clock.Advance(TimeSpan.FromSeconds(65));

        Reply reply = await bed.DeleteAsync(id);

        Assert.Equal((202, "CANCELLED"), (reply.StatusCode, reply.Status));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_that_no_event_can_reach_any_more_is_lost(bool isReleased)
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        if (isReleased)
        {
            bed.Store.Force(id, Taken.By("failed", "req-7", bed.Clock.GetUtcNow()), bed.Clock.GetUtcNow());
            bed.Store.Force(id, new JobTransition.Release("failed", new JobError(10_000, "No.")), bed.Clock.GetUtcNow());
        }

        bed.Clock.Advance(TimeSpan.FromHours(6) + TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("PENDING", (await bed.GetAsync(id)).Status);
        bed.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Reply reply = await bed.GetAsync(id);
        Assert.Equal(("FAILED", JobErrorCodes.Lost), (reply.Status, (int)reply.Body["error"]!["errorCode"]!));
        Assert.Equal(JobStatus.Failed, bed.Record(id).Status);
    }

    [Fact]
    public async Task A_look_at_the_lost_job_of_another_caller_is_one_read_as_for_a_job_that_is_not_there()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        JobRecord running = bed.Store.Force(id, Taken.By("gone", "req-7", bed.Clock.GetUtcNow()), bed.Clock.GetUtcNow());
        bed.Store.Put(running with { Owner = "anna" });
        bed.Clock.Advance(TimeSpan.FromHours(1));
        bed.Store.ClearCalls();

        Reply get = await bed.GetAsync(id);
        Reply delete = await bed.DeleteAsync(id);
        Reply unknown = await bed.GetAsync("00000000000000000000000000");

        Assert.Equal(["get", "get", "get"], bed.Store.Calls);
        Assert.All([get, delete], reply => Assert.Equal(unknown.Envelope.ToJsonString(), reply.Envelope.ToJsonString()));
        Assert.Equal(JobStatus.Running, bed.Record(id).Status);
    }

    [Fact]
    public async Task A_worker_that_comes_back_before_the_reader_writes_wins()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        JobRecord running = bed.Store.Force(id, Taken.By("late", "req-7", bed.Clock.GetUtcNow()), bed.Clock.GetUtcNow());
        bed.Clock.Advance(TimeSpan.FromMinutes(11));
        bed.Store.After = call =>
        {
            if (call == "get")
                bed.Store.Force(id, new JobTransition.Finish("late", JobStatus.Succeeded, "1"u8.ToArray(), null, running.ExpiresAt), bed.Clock.GetUtcNow());
            return default;
        };

        Assert.Equal("SUCCEEDED", (await bed.GetAsync(id)).Status);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("POST")]
    public async Task Other_methods_are_told_which_ones_there_are(string method)
    {
        Bed bed = new();

        Reply reply = await bed.StatusAsync(SampleEvent.Bodyless(SampleEvent.RestApi, method, "/jobs/00000000000000000000000000"));

        Assert.Equal((405, "GET, DELETE"), (reply.StatusCode, reply.Header("allow")));
    }

    [Fact]
    public async Task An_error_is_told_with_all_it_has()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Store.Force(id, Taken.By("t", "r", bed.Clock.GetUtcNow()), bed.Clock.GetUtcNow());
        JobError error = new(JobErrorCodes.TimedOut, "pricing \"timed\" out\n</script>", "r", "pricing");
        bed.Store.Force(id, new JobTransition.Finish("t", JobStatus.TimedOut, default, error, bed.Record(id).ExpiresAt), bed.Clock.GetUtcNow());

        Reply reply = await bed.GetAsync(id);

        Assert.Equal(
            error,
            new JobError((int)reply.Body["error"]!["errorCode"]!, (string)reply.Body["error"]!["message"]!, (string?)reply.Body["error"]!["requestId"], (string?)reply.Body["error"]!["service"]));
        Assert.DoesNotContain("<", (string)reply.Envelope["body"]!, StringComparison.Ordinal);
    }
}
