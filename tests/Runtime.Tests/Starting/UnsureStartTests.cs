using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Logging;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Storage;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Starting;

/// <summary>Starts of which it cannot be said whether the platform has their event, and starts that cannot succeed: what is tried, recorded, replied and logged.</summary>
public sealed class UnsureStartTests
{
    private const string NotKnown = "not known whether the job was started";

    private readonly Bed _bed = new();

    [Fact]
    public async Task A_record_that_cannot_be_removed_says_that_its_start_is_unsure_and_so_does_a_GET()
    {
        _bed.Dispatcher.After = () => throw new JobDispatchException("The answer is lost.");
        _bed.Store.Before = call => call == "delete" ? throw new JobStoreException("Allow dynamodb:DeleteItem.", isTransient: false) : default;

        Reply reply = await AcceptAsync();

        Assert.Equal((503, "2"), (reply.StatusCode, reply.RetryAfter));
        Assert.Contains(NotKnown, (string)reply.Body["message"]!, StringComparison.Ordinal);
        Assert.Equal(["create", "delete", "DoubtStart"], _bed.Store.Calls);
        Reply shown = await _bed.GetAsync(IdOf());
        Assert.Equal(("PENDING", true), (shown.Status, (bool?)shown.Body["startUnsure"]));
        Assert.True((await _bed.App.GetAsync(_bed.Report, IdOf(), TestContext.Current.CancellationToken))!.IsStartUnsure);
        Assert.Contains("The record says", Entry("job.undispatched-not-removed").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_a_worker_has_the_job_its_start_is_sure()
    {
        _bed.Dispatcher.After = () => throw new JobDispatchException("The answer is lost.");
        _bed.Store.Before = call => call == "delete" ? throw new JobStoreException("No.", isTransient: false) : default;
        await AcceptAsync();

        await _bed.WorkAsync();

        Reply shown = await _bed.GetAsync(IdOf());
        Assert.Equal(("SUCCEEDED", false), (shown.Status, shown.Body.ContainsKey("startUnsure")));
    }

    [Fact]
    public async Task A_job_that_goes_well_says_nothing_of_its_start()
    {
        string id = await _bed.StartAsync();

        Assert.False((await _bed.GetAsync(id)).Body.ContainsKey("startUnsure"));
    }

    [Fact]
    public async Task Where_the_record_can_neither_be_removed_nor_marked_the_reply_and_the_log_say_it()
    {
        _bed.Dispatcher.After = () => throw new JobDispatchException("The answer is lost.");
        _bed.Store.Before = call => call is "delete" or "DoubtStart" ? throw new JobStoreException("There is no table.", isTransient: false) : default;

        Reply reply = await AcceptAsync();

        Assert.Contains(NotKnown, (string)reply.Body["message"]!, StringComparison.Ordinal);
        Assert.Equal(["create", "delete", "DoubtStart"], _bed.Store.Calls);
        Assert.Contains("cannot say so", Entry("job.undispatched-not-removed").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_is_found_at_the_last_try_makes_the_start_certain()
    {
        _bed.Dispatcher.After = () => throw new JobDispatchException("The answer is lost.");
        _bed.Store.Before = async call =>
        {
            if (call == "delete")
                throw new JobStoreException("Allow dynamodb:DeleteItem.", isTransient: false);
            if (call == "DoubtStart")
                await _bed.WorkAsync();
        };

        Reply reply = await AcceptAsync();

        Assert.Equal((202, "SUCCEEDED"), (reply.StatusCode, reply.Status));
        Assert.DoesNotContain("job.undispatched-not-removed", _bed.Log.Events);
    }

    [Fact]
    public async Task A_record_that_was_removed_without_an_answer_is_found_to_be_gone()
    {
        _bed.Dispatcher.Before = () => throw new JobDispatchException("Throttled.");
        _bed.Store.After = call => call == "delete" ? throw new JobStoreException("No.", isTransient: false) : default;

        Reply reply = await AcceptAsync();

        Assert.Equal((503, "The job could not be started. Try again shortly."), (reply.StatusCode, (string)reply.Body["message"]!));
        Assert.Equal(["job.not-dispatched"], _bed.Log.Events);
    }

    [Fact]
    public async Task An_event_that_would_be_refused_again_is_sent_once_and_the_caller_is_not_asked_to_come_back_shortly()
    {
        int tries = 0;
        _bed.Dispatcher.Before = () =>
        {
            tries++;
            throw new JobDispatchException("Allow lambda:InvokeFunction.") { IsTransient = false };
        };

        Reply reply = await AcceptAsync();

        Assert.Equal((1, 503, JobErrorCodes.Unavailable, null), (tries, reply.StatusCode, reply.ErrorCode, reply.RetryAfter));
        Assert.Contains("mended on our side", (string)reply.Body["message"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("InvokeFunction", reply.Envelope.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["create", "delete"], _bed.Store.Calls);
        Assert.Contains("until what the exception names is mended", Entry("job.not-dispatched").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_was_refused_for_good_is_not_removed()
    {
        _bed.Store.Before = call => call == "create" ? throw new JobStoreException("There is no table.", isTransient: false) : default;

        Reply reply = await AcceptAsync();

        Assert.Equal((503, null), (reply.StatusCode, reply.RetryAfter));
        Assert.Equal(["create"], _bed.Store.Calls);
        Assert.Equal(["job.not-stored"], _bed.Log.Events);
    }

    [Fact]
    public async Task A_record_of_which_no_event_was_sent_is_told_as_not_started()
    {
        _bed.Store.After = call => call == "create" ? throw new TimeoutException() : default;
        _bed.Store.Before = call => call == "delete" ? throw new JobStoreException("Allow dynamodb:DeleteItem.", isTransient: false) : default;

        Reply reply = await AcceptAsync();

        Assert.Equal((503, "The job could not be started. Try again shortly."), (reply.StatusCode, (string)reply.Body["message"]!));
        Assert.Equal(["create", "delete"], _bed.Store.Calls);
        Assert.Contains("was not started", Entry("job.undispatched-not-removed").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_a_key_a_lost_answer_is_told_as_such_and_the_same_request_finds_the_job()
    {
        _bed.Dispatcher.After = () => throw new JobDispatchException("The answer is lost.");

        Reply first = await AcceptAsync("k");
        _bed.Dispatcher.After = null;
        await _bed.WorkAsync();
        Reply second = await AcceptAsync("k");

        Assert.Equal((503, "2"), (first.StatusCode, first.RetryAfter));
        Assert.Contains(NotKnown, (string)first.Body["message"]!, StringComparison.Ordinal);
        Assert.Contains("same Idempotency-Key", (string)first.Body["message"]!, StringComparison.Ordinal);
        Assert.Equal((202, "SUCCEEDED"), (second.StatusCode, second.Status));
        Assert.Single(_bed.Dispatcher.Sent);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Code_that_starts_under_a_key_is_told_whether_the_job_may_run(bool isTransient, bool mayHaveStarted)
    {
        _bed.Dispatcher.Before = () => throw new JobDispatchException("No.") { IsTransient = isTransient };

        JobDispatchException failure = await Assert.ThrowsAsync<JobDispatchException>(() => StartAsync(new JobStartOptions { IdempotencyKey = "k" }));

        Assert.Equal((isTransient, mayHaveStarted), (failure.IsTransient, failure.MayHaveStarted));
    }

    [Fact]
    public async Task A_store_that_cannot_be_made_is_asked_for_once_and_says_what_is_wrong()
    {
        int made = 0;
        JobApp app = new([_bed.Report]);
        app.Use(new JobPlatform(
            () =>
            {
                made++;
                throw new InvalidOperationException("There is no region.");
            },
            () => _bed.Dispatcher)
        { Time = _bed.Clock, Log = _bed.Log });

        JobStoreException failure = await Assert.ThrowsAsync<JobStoreException>(
            () => app.StartAsync(_bed.Report, StartFromCodeTests.Args(), null, TestContext.Current.CancellationToken));

        Assert.Equal((1, false), (made, failure.IsTransient));
        Assert.Contains("There is no region.", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_bed.Log.Events);
    }

    [Fact]
    public async Task A_dispatcher_that_cannot_be_made_is_a_lasting_fault_and_leaves_no_job()
    {
        JobApp app = new([_bed.Report]);
        app.Use(new JobPlatform(() => _bed.Store, () => throw new InvalidOperationException("There is no region.")) { Time = _bed.Clock, Log = _bed.Log });

        JobDispatchException failure = await Assert.ThrowsAsync<JobDispatchException>(
            () => app.StartAsync(_bed.Report, StartFromCodeTests.Args(), null, TestContext.Current.CancellationToken));

        Assert.False(failure.IsTransient);
        Assert.Equal(["create", "delete"], _bed.Store.Calls);
    }

    private JobLogEntry Entry(string name) => Assert.Single(_bed.Log.Entries, entry => entry.Event == name);

    private string IdOf() => Assert.Single(_bed.Log.Entries, entry => entry.Event == "job.not-dispatched").JobId!;

    private Task<Reply> AcceptAsync(string? key = null) =>
        _bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root => root["headers"]!["idempotency-key"] = key));

    private Task<JobSnapshot<string?>> StartAsync(JobStartOptions options) =>
        _bed.App.StartAsync(_bed.Report, StartFromCodeTests.Args(), options, TestContext.Current.CancellationToken);
}
