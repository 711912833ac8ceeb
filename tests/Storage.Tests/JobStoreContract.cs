using System.Collections.Immutable;
using System.Text;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Starting;
using Xunit;
using static AsyncJobs.Storage.Tests.Sample;

namespace AsyncJobs.Storage.Tests;

/// <summary>What every store has to do. Expiry is on whole seconds here: that is all a store need keep of it.</summary>
public abstract class JobStoreContract : IAsyncLifetime
{
    protected IJobStore Store { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Store = await OpenStoreAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>How many random lives are lived on the store.</summary>
    protected virtual int LifeCount => 500;

    protected abstract ValueTask<IJobStore> OpenStoreAsync();

    [Fact]
    public async Task A_created_job_can_be_read()
    {
        JobRecord record = Pending() with { Owner = "user-1", InputDigest = "sha256:abc" };

        Assert.Null(await Store.CreateAsync(record, Noon, Token));

        RecordAssert.Equal(record, await Store.GetAsync(record.Id, Token));
    }

    [Fact]
    public async Task A_record_with_every_field_comes_back_whole()
    {
        JobRecord record = Pending() with
        {
            Status = JobStatus.TimedOut,
            CreatedAt = Noon.AddMilliseconds(1),
            StartedAt = Noon.AddMilliseconds(2),
            FinishedAt = Noon.AddMilliseconds(3),
            CancelRequestedAt = Noon.AddMilliseconds(4),
            Attempt = 3,
            Lease = new("token", "req", Noon.AddMilliseconds(5), Noon.AddMilliseconds(6)),
            History = new(
                [
                    new(1, "req-1", Noon.AddMilliseconds(7), Noon.AddMilliseconds(8), JobAttemptStatus.TimedOut, new(1002, "pricing timed out")),
                    new(2, "req-1", null, null, JobAttemptStatus.Lost, null),
                    .. Enum.GetValues<JobAttemptStatus>().Select(status => new JobAttempt(3, "req-2", Noon, Noon, status, null)),
                ],
                7),
            Progress = new(0.1 + 0.2, "12 of 30"),
            Continuation = 2,
            IsContinued = true,
            State = "{}"u8.ToArray(),
            Result = "[1,2]"u8.ToArray(),
            Error = Error,
            Owner = "arn:aws:iam::123456789012:user/a",
            InputDigest = "sha256:abc",
            CorrelationId = "order-7",
            IsInputKept = true,
            InputReference = new("a/input-1", 12, "0"),
            RetryOf = "7d5b0q3hh8jg3m1w2v9x4k6a0c",
            Callback = new("https://hooks.example.com/a?b=%20", JobCallbackStatus.Pending, 4)
            {
                AttemptsBefore = 2,
                NextAt = Noon.AddMilliseconds(9),
                Chain = "chain",
                Claim = new("claim", Noon.AddMilliseconds(10)),
                Tries = [new(Noon.AddMilliseconds(11), 503, null), new(Noon.AddMilliseconds(12), null, "The receiver was not reached.")],
            },
        };

        Assert.Null(await Store.CreateAsync(record, Noon, Token));

        RecordAssert.Equal(record, await Store.GetAsync(record.Id, Token));
    }

    [Fact]
    public async Task What_does_not_fit_an_item_is_refused_for_good_and_leaves_the_job_as_it_was()
    {
        string id = await RunningAsync("a");
        JobRecord? before = await Store.GetAsync(id, Token);
        string tooLarge = new('1', 400 * 1024);
        JobTransition[] steps =
        [
            Succeed("a", tooLarge), Continue("a", tooLarge), new JobTransition.SaveState("a", Encoding.UTF8.GetBytes(tooLarge), 1),
        ];

        JobRecord larger = Pending() with { CorrelationId = tooLarge };
        List<JobStoreException> errors = [await Assert.ThrowsAsync<JobStoreException>(async () => await Store.CreateAsync(larger, Noon, Token))];
        foreach (JobTransition step in steps)
            errors.Add(await Assert.ThrowsAsync<JobStoreException>(async () => await Store.ApplyAsync(id, step, Noon, Token)));

        Assert.All(errors, error => Assert.False(error.IsTransient));
        Assert.All(errors, error => Assert.Contains("size", error.Message, StringComparison.Ordinal));
        RecordAssert.Equal(before, await Store.GetAsync(id, Token));
        Assert.True((await Store.ApplyAsync(id, Succeed("a", new string('1', 398 * 1024)), Noon, Token)).Applied);
    }

    [Fact]
    public async Task A_job_that_does_not_exist_reads_as_null() => Assert.Null(await Store.GetAsync("nobody", Token));

    [Fact]
    public async Task Creating_a_job_that_exists_answers_with_it_and_leaves_it_alone()
    {
        JobRecord first = Pending();
        await Store.CreateAsync(first, Noon, Token);

        JobRecord? existing = await Store.CreateAsync(first with { Job = "other" }, NextDay.AddSeconds(-1), Token);

        RecordAssert.Equal(first, existing);
        RecordAssert.Equal(first, await Store.GetAsync(first.Id, Token));
    }

    [Fact]
    public async Task Creating_the_very_same_record_again_still_answers_that_it_exists()
    {
        JobRecord record = Pending();
        await Store.CreateAsync(record, Noon, Token);

        RecordAssert.Equal(record, await Store.CreateAsync(record, Noon, Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(86_400_000)]
    public async Task Creating_replaces_an_expired_job_whole(int millisecondsAfterExpiry)
    {
        JobRecord old = Pending() with { Owner = "user-1" };
        await Store.CreateAsync(old, Noon, Token);
        await Store.ApplyAsync(old.Id, Claim("a"), Noon, Token);
        DateTimeOffset now = NextDay.AddMilliseconds(millisecondsAfterExpiry);
        JobRecord next = Pending(old.Id) with { CreatedAt = now, ExpiresAt = now.AddDays(1) };
        next = next with { ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(next.ExpiresAt.ToUnixTimeSeconds()) };

        Assert.Null(await Store.CreateAsync(next, now, Token));

        RecordAssert.Equal(next, await Store.GetAsync(old.Id, Token));
    }

    [Fact]
    public async Task Creating_does_not_replace_a_job_in_the_last_millisecond_before_it_expires()
    {
        JobRecord record = Pending();
        await Store.CreateAsync(record, Noon, Token);

        RecordAssert.Equal(record, await Store.CreateAsync(record with { Job = "other" }, NextDay.AddMilliseconds(-1), Token));
    }

    [Fact]
    public async Task An_expired_job_can_still_be_read()
    {
        JobRecord record = Pending() with { CreatedAt = Noon.AddYears(-1), ExpiresAt = Noon.AddDays(-300) };
        await Store.CreateAsync(record, Noon, Token);

        RecordAssert.Equal(record, await Store.GetAsync(record.Id, Token));
    }

    [Fact]
    public async Task Of_many_who_create_a_job_at_once_one_does()
    {
        JobRecord record = Pending();

        JobRecord?[] existing = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => Store.CreateAsync(record, Noon, Token).AsTask(), Token)));

        Assert.Single(existing, answer => answer is null);
        Assert.All(existing, answer => Assert.True(answer is null || answer.Id == record.Id));
    }

    [Fact]
    public async Task Of_many_who_claim_a_job_at_once_one_does()
    {
        JobRecord record = Pending();
        await Store.CreateAsync(record, Noon, Token);

        JobTransitionResult[] results = await Task.WhenAll(Enumerable.Range(0, 32).Select(
            i => Task.Run(() => Store.ApplyAsync(record.Id, Claim($"token-{i}", $"req-{i}"), Noon, Token).AsTask(), Token)));

        JobTransitionResult winner = Assert.Single(results, result => result.Applied);
        Assert.All(results, result => Assert.Equal(winner.Record!.Lease, result.Record!.Lease));
        Assert.Equal(1, (await Store.GetAsync(record.Id, Token))!.Attempt);
    }

    [Fact]
    public async Task Of_many_who_finish_and_settle_a_job_at_once_one_does()
    {
        string id = await RunningAsync("a");
        JobTransition[] ends = [.. Enumerable.Range(0, 8).Select(_ => (JobTransition)new JobTransition.Settle("req-1", Error, NextDay)), Succeed("a")];

        JobTransitionResult[] results = await Task.WhenAll(
            ends.Select(end => Task.Run(() => Store.ApplyAsync(id, end, Noon, Token).AsTask(), Token)));

        Assert.Single(results, result => result.Applied);
        Assert.True((await Store.GetAsync(id, Token))!.IsFinished);
    }

    [Fact]
    public async Task The_start_of_a_job_can_be_doubted_until_a_worker_has_it()
    {
        JobRecord record = Pending();
        await Store.CreateAsync(record, Noon, Token);

        JobTransitionResult doubted = await Store.ApplyAsync(record.Id, new JobTransition.DoubtStart(), Noon, Token);
        JobTransitionResult again = await Store.ApplyAsync(record.Id, new JobTransition.DoubtStart(), Noon, Token);
        RecordAssert.Equal(record with { IsStartDoubted = true }, await Store.GetAsync(record.Id, Token));
        await Store.ApplyAsync(record.Id, Claim("a"), Noon, Token);
        JobTransitionResult late = await Store.ApplyAsync(record.Id, new JobTransition.DoubtStart(), Noon, Token);
        JobTransitionResult ofNobody = await Store.ApplyAsync("nobody", new JobTransition.DoubtStart(), Noon, Token);

        Assert.Equal((true, true), (doubted.Applied && doubted.Record!.IsStartUnsure, again.Applied));
        Assert.Equal((false, JobStatus.Running, false), (late.Applied, late.Record!.Status, late.Record.IsStartUnsure));
        Assert.Equal(new JobTransitionResult(false, null), ofNobody);
    }

    [Fact]
    public async Task A_job_whose_start_is_doubted_is_removed_as_any_other()
    {
        JobRecord record = Pending();
        await Store.CreateAsync(record, Noon, Token);
        await Store.ApplyAsync(record.Id, new JobTransition.DoubtStart(), Noon, Token);

        Assert.Null(await Store.DeleteUndispatchedAsync(record.Id, Token));

        Assert.Null(await Store.GetAsync(record.Id, Token));
    }

    [Fact]
    public async Task A_job_goes_from_pending_through_running_to_succeeded()
    {
        JobRecord record = Pending();
        await Store.CreateAsync(record, Noon, Token);
        DateTimeOffset claimedAt = Noon.AddSeconds(1);
        DateTimeOffset finishedAt = Noon.AddSeconds(2);

        JobTransitionResult claimed = await Store.ApplyAsync(record.Id, Claim("a"), claimedAt, Token);
        JobTransitionResult reported = await Store.ApplyAsync(
            record.Id, new JobTransition.ReportProgress("a", new(0.4, "12 of 30"), 1), claimedAt, Token);
        JobTransitionResult finished = await Store.ApplyAsync(record.Id, Succeed("a"), finishedAt, Token);

        JobRecord running = record with { Status = JobStatus.Running, StartedAt = claimedAt, Attempt = 1, Lease = Lease("a") };
        Assert.True(claimed.Applied);
        RecordAssert.Equal(running, claimed.Record);
        Assert.True(reported.Applied);
        RecordAssert.Equal(running with { Progress = new(0.4, "12 of 30"), ProgressSequence = 1 }, reported.Record);
        Assert.Equal(new JobTransitionResult(true, null), finished);
        RecordAssert.Equal(
            running with
            {
                Status = JobStatus.Succeeded,
                FinishedAt = finishedAt,
                Progress = new(0.4, "12 of 30"),
                ProgressSequence = 1,
                Result = """{"ok":true}"""u8.ToArray(),
                ExpiresAt = Noon.AddDays(2),
            },
            await Store.GetAsync(record.Id, Token));
    }

    [Fact]
    public async Task A_released_job_is_claimed_again_without_the_error_and_keeps_its_first_start()
    {
        string id = await RunningAsync("a");

        JobTransitionResult released = await Store.ApplyAsync(id, new JobTransition.Release("a", Error, new(0.5, null)), Noon, Token);
        JobTransitionResult claimed = await Store.ApplyAsync(id, Claim("b"), Noon.AddMinutes(2), Token);

        Assert.True(released.Applied);
        Assert.Equal((JobStatus.Pending, Error), (released.Record!.Status, released.Record.Error));
        Assert.Equal(new JobProgress(0.5, null), released.Record.Progress);
        Assert.True(claimed.Applied);
        Assert.Equal((JobStatus.Running, 2, Noon), (claimed.Record!.Status, claimed.Record.Attempt, claimed.Record.StartedAt));
        Assert.Null(claimed.Record.Error);
    }

    [Fact]
    public async Task A_continued_job_is_claimed_by_its_next_event_alone_and_its_attempt_goes_on()
    {
        string id = await RunningAsync("a");
        Assert.True((await Store.ApplyAsync(id, new JobTransition.SaveState("a", "1"u8.ToArray(), 1), Noon, Token)).Applied);
        JobTransitionResult continued = await Store.ApplyAsync(id, Continue("a", "2"), Noon, Token);
        Assert.Equal((JobStatus.Pending, 1, 1, true), (continued.Record!.Status, continued.Record.Attempt, continued.Record.Continuation, continued.Record.IsContinued));
        Assert.Equal(Noon.AddDays(3), continued.Record.ExpiresAt);

        Assert.False((await Store.ApplyAsync(id, Claim("b"), Noon, Token)).Applied);
        Assert.False((await Store.ApplyAsync(id, Claim("b") with { Continuation = 2 }, Noon, Token)).Applied);
        JobTransitionResult claimed = await Store.ApplyAsync(id, Claim("b", "req-2", maxAttempts: 1) with { Continuation = 1 }, Noon, Token);

        Assert.True(claimed.Applied);
        Assert.Equal((JobStatus.Running, 1, false, "2"), (claimed.Record!.Status, claimed.Record.Attempt, claimed.Record.IsContinued, Encoding.UTF8.GetString(claimed.Record.State.Span)));
        await Store.ApplyAsync(id, new JobTransition.Release("b", Error), Noon, Token);
        Assert.False((await Store.ApplyAsync(id, Claim("c", maxAttempts: 1) with { Continuation = 1 }, Noon, Token)).Applied);
        Assert.Equal(2, (await Store.ApplyAsync(id, Claim("c") with { Continuation = 1 }, Noon, Token)).Record!.Attempt);
        await Store.ApplyAsync(id, Succeed("c"), Noon, Token);
        Assert.True((await Store.GetAsync(id, Token))!.State.IsEmpty);
    }

    [Theory]
    [InlineData("req-1", 0, false)]
    [InlineData("req-2", 0, false)]
    [InlineData("req-2", 1, true)]
    public async Task A_continued_job_is_settled_for_its_next_event_alone(string requestId, int continuation, bool applied)
    {
        string id = await RunningAsync("a");
        await Store.ApplyAsync(id, Continue("a"), Noon, Token);

        Assert.Equal(applied, (await Store.ApplyAsync(id, new JobTransition.Settle(requestId, Error, NextDay, continuation), Noon, Token)).Applied);
        JobRecord? record = await Store.GetAsync(id, Token);
        Assert.Equal((applied, !applied), (record!.IsFinished, record.IsContinued));
    }

    [Fact]
    public async Task A_continued_job_that_is_cancelled_keeps_nothing_to_go_on_with()
    {
        string id = await RunningAsync("a");
        await Store.ApplyAsync(id, Continue("a"), Noon, Token);

        JobTransitionResult cancelled = await Store.ApplyAsync(id, new JobTransition.Cancel(NextDay), Noon, Token);

        Assert.True(cancelled.Applied);
        RecordAssert.Equal(cancelled.Record, await Store.GetAsync(id, Token));
        Assert.Equal((true, false), (cancelled.Record!.State.IsEmpty, cancelled.Record.IsContinued));
    }

    [Fact]
    public async Task A_claim_is_refused_while_another_invocation_holds_the_lease_and_shows_who()
    {
        string id = await RunningAsync("a");

        JobTransitionResult refused = await Store.ApplyAsync(id, Claim("b", "req-2"), Noon.AddMilliseconds(59_999), Token);

        Assert.False(refused.Applied);
        Assert.Equal("a", refused.Record!.Lease!.Token);
    }

    [Fact]
    public async Task A_claim_succeeds_in_the_millisecond_the_lease_ends()
    {
        string id = await RunningAsync("a");

        Assert.True((await Store.ApplyAsync(id, Claim("b", "req-2"), Noon.AddSeconds(60), Token)).Applied);
    }

    [Fact]
    public async Task A_claim_is_refused_when_the_attempts_are_used_up()
    {
        string id = await RunningAsync("a");
        await Store.ApplyAsync(id, new JobTransition.Release("a", Error), Noon, Token);

        Assert.False((await Store.ApplyAsync(id, Claim("b", maxAttempts: 1), Noon, Token)).Applied);
    }

    [Fact]
    public async Task A_claim_with_a_token_that_was_released_is_refused()
    {
        string id = await RunningAsync("a");
        await Store.ApplyAsync(id, new JobTransition.Release("a", Error), Noon, Token);

        Assert.False((await Store.ApplyAsync(id, Claim("a"), Noon, Token)).Applied);
    }

    [Fact]
    public async Task A_zombie_whose_job_was_taken_over_can_write_nothing()
    {
        string id = await RunningAsync("zombie");
        JobTransitionResult takeover = await Store.ApplyAsync(id, Claim("heir"), Noon, Token);
        Assert.True(takeover.Applied);

        JobTransition[] writes =
        [
            new JobTransition.ReportProgress("zombie", new(1, null), 1), Continue("zombie"), new JobTransition.SaveState("zombie", "1"u8.ToArray(), 1), new JobTransition.Release("zombie", Error), Succeed("zombie"), Fail("zombie"),
        ];
        foreach (JobTransition write in writes)
            Assert.False((await Store.ApplyAsync(id, write, Noon, Token)).Applied);

        RecordAssert.Equal(takeover.Record, await Store.GetAsync(id, Token));
        Assert.True((await Store.ApplyAsync(id, Succeed("heir"), Noon, Token)).Applied);
    }

    [Fact]
    public async Task A_finished_job_refuses_every_transition()
    {
        string id = await RunningAsync("a");
        await Store.ApplyAsync(id, Succeed("a"), Noon, Token);
        JobRecord? finished = await Store.GetAsync(id, Token);

        JobTransition[] transitions =
        [
            Claim("b"), new JobTransition.ReportProgress("a", new(1, null), 1), new JobTransition.Release("a", Error), Fail("a"),
            new JobTransition.Cancel(NextDay), new JobTransition.RequestCancel(), new JobTransition.Settle("req-1", Error, NextDay),
            new JobTransition.RecordCallback(JobCallbackStatus.Delivered, 1), Continue("a"), new JobTransition.SaveState("a", "1"u8.ToArray(), 1),
        ];
        foreach (JobTransition transition in transitions)
        {
            JobTransitionResult result = await Store.ApplyAsync(id, transition, Noon.AddHours(1), Token);
            Assert.False(result.Applied);
            RecordAssert.Equal(finished, result.Record);
        }

        RecordAssert.Equal(finished, await Store.GetAsync(id, Token));
    }

    [Fact]
    public async Task A_pending_job_is_cancelled_at_once()
    {
        JobRecord record = Pending();
        await Store.CreateAsync(record, Noon, Token);

        JobTransitionResult result = await Store.ApplyAsync(record.Id, new JobTransition.Cancel(Noon.AddHours(1)), Noon.AddSeconds(5), Token);

        Assert.True(result.Applied);
        RecordAssert.Equal(
            record with
            {
                Status = JobStatus.Cancelled,
                CancelRequestedAt = Noon.AddSeconds(5),
                FinishedAt = Noon.AddSeconds(5),
                ExpiresAt = Noon.AddHours(1),
            },
            result.Record);
    }

    [Fact]
    public async Task A_running_job_is_asked_to_stop_and_then_neither_released_nor_claimed()
    {
        string id = await RunningAsync("a");

        Assert.False((await Store.ApplyAsync(id, new JobTransition.Cancel(NextDay), Noon, Token)).Applied);
        Assert.Equal(Noon, (await Store.ApplyAsync(id, new JobTransition.RequestCancel(), Noon, Token)).Record!.CancelRequestedAt);
        Assert.False((await Store.ApplyAsync(id, new JobTransition.Release("a", Error), Noon, Token)).Applied);
        Assert.False((await Store.ApplyAsync(id, Continue("a"), Noon, Token)).Applied);
        Assert.False((await Store.ApplyAsync(id, Claim("b"), Noon.AddHours(1), Token)).Applied);
    }

    [Fact]
    public async Task What_came_of_a_callback_is_recorded_once_the_job_has_ended()
    {
        JobRecord record = Pending() with { Callback = new("https://hooks.example.com/a") };
        await Store.CreateAsync(record, Noon, Token);
        var failed = new JobTransition.RecordCallback(JobCallbackStatus.Failed, 5);
        Assert.False((await Store.ApplyAsync(record.Id, failed, Noon, Token)).Applied);
        await Store.ApplyAsync(record.Id, Claim("a"), Noon, Token);
        Assert.False((await Store.ApplyAsync(record.Id, failed, Noon, Token)).Applied);
        await Store.ApplyAsync(record.Id, Succeed("a"), Noon, Token);
        JobRecord? finished = await Store.GetAsync(record.Id, Token);
        Assert.Equal(record.Callback, finished!.Callback);

        JobTransitionResult result = await Store.ApplyAsync(record.Id, failed, Noon, Token);

        Assert.True(result.Applied);
        RecordAssert.Equal(finished with { Callback = record.Callback with { Status = JobCallbackStatus.Failed, Attempts = 5 } }, result.Record);
        RecordAssert.Equal(result.Record, await Store.GetAsync(record.Id, Token));
    }

    [Fact]
    public async Task A_callback_that_is_due_is_tried_by_one_at_a_time()
    {
        JobRecord record = await ToldAsync(new JobTransition.RecordCallback(JobCallbackStatus.Pending, 2) { NextAt = Noon.AddMinutes(5) });
        Assert.False((await Store.ApplyAsync(record.Id, Claim("a", 4), Noon.AddMinutes(4), Token)).Applied);

        Assert.True((await Store.ApplyAsync(record.Id, Claim("a", 5), Noon.AddMinutes(5), Token)).Applied);
        Assert.True((await Store.ApplyAsync(record.Id, Claim("a", 5), Noon.AddMinutes(5), Token)).Applied);
        Assert.False((await Store.ApplyAsync(record.Id, Claim("b", 6), Noon.AddMinutes(6), Token)).Applied);
        Assert.False((await Store.ApplyAsync(record.Id, Claim("b", 6, isAnew: true), Noon.AddMinutes(6), Token)).Applied);
        Assert.True((await Store.ApplyAsync(record.Id, Claim("b", 7), Noon.AddMinutes(7), Token)).Applied);

        // Whoever was late writes nothing but a delivery.
        JobTransition.RecordCallback late = new(JobCallbackStatus.Pending, 3) { ClaimToken = "a" };
        Assert.False((await Store.ApplyAsync(record.Id, late, Noon.AddMinutes(7), Token)).Applied);
        JobTransitionResult written = await Store.ApplyAsync(record.Id, late with { ClaimToken = "b" }, Noon.AddMinutes(7), Token);
        Assert.Equal(record.Callback! with { Status = JobCallbackStatus.Pending, Attempts = 3 }, written.Record!.Callback);

        static JobTransition.ClaimCallback Claim(string token, int minute, bool isAnew = false) => new(new(token, Noon.AddMinutes(minute + 2)), isAnew);
    }

    [Fact]
    public async Task One_message_brings_the_tries_of_a_callback_until_it_begins_anew()
    {
        JobTransition.RecordCallback planned = new(JobCallbackStatus.Pending, 2) { NextAt = Noon.AddMinutes(5), Chain = "a" };
        JobRecord record = await ToldAsync(planned);
        Assert.True((await Store.ApplyAsync(record.Id, planned, Noon, Token)).Applied);
        Assert.False((await Store.ApplyAsync(record.Id, planned with { Attempts = 3, Chain = "b" }, Noon, Token)).Applied);
        Assert.False((await Store.ApplyAsync(record.Id, Claim("1", "b"), Noon.AddMinutes(5), Token)).Applied);

        JobTransitionResult claimed = await Store.ApplyAsync(record.Id, Claim("1", "a"), Noon.AddMinutes(5), Token);
        Assert.Equal((true, "a"), (claimed.Applied, claimed.Record!.Callback!.Chain));
        JobTransition.RecordCallback again = new(JobCallbackStatus.Pending, 3) { NextAt = Noon.AddMinutes(35), ClaimToken = "1" };
        Assert.Equal("a", (await Store.ApplyAsync(record.Id, again, Noon.AddMinutes(6), Token)).Record!.Callback!.Chain);

        JobTransitionResult anew = await Store.ApplyAsync(record.Id, Claim("2", "c") with { IsAnew = true }, Noon.AddMinutes(6), Token);
        Assert.Equal((true, "c"), (anew.Applied, anew.Record!.Callback!.Chain));
        Assert.False((await Store.ApplyAsync(record.Id, Claim("3", "a"), Noon.AddMinutes(30), Token)).Applied);
        Assert.True((await Store.ApplyAsync(record.Id, Claim("3", "c"), Noon.AddMinutes(30), Token)).Applied);

        JobTransition.RecordCallback failed = new(JobCallbackStatus.Failed, 4) { ClaimToken = "3" };
        Assert.Null((await Store.ApplyAsync(record.Id, failed, Noon.AddMinutes(30), Token)).Record!.Callback!.Chain);
        Assert.False((await Store.ApplyAsync(record.Id, planned, Noon.AddMinutes(30), Token)).Applied);

        static JobTransition.ClaimCallback Claim(string token, string chain) => new(new(token, Noon.AddMinutes(20))) { Chain = chain };
    }

    [Fact]
    public async Task The_first_message_that_comes_brings_the_tries_where_no_other_does()
    {
        JobRecord record = await ToldAsync(new JobTransition.RecordCallback(JobCallbackStatus.Pending, 2) { NextAt = Noon.AddMinutes(5) });
        JobTransition.ClaimCallback claim = new(new("1", Noon.AddMinutes(7))) { Chain = "a" };

        Assert.Equal("a", (await Store.ApplyAsync(record.Id, claim, Noon.AddMinutes(5), Token)).Record!.Callback!.Chain);
        Assert.False((await Store.ApplyAsync(record.Id, new JobTransition.ClaimCallback(new("2", Noon.AddHours(1))) { Chain = "b" }, Noon.AddMinutes(8), Token)).Applied);
    }

    [Fact]
    public async Task A_callback_begins_anew_whatever_became_of_it_but_not_while_whoever_ended_the_job_may_send_it()
    {
        JobTransition.ClaimCallback anew = new(new("a", Noon.AddMinutes(17)), IsAnew: true);
        JobRecord delivered = await ToldAsync(new JobTransition.RecordCallback(JobCallbackStatus.Delivered, 2));
        JobRecord fresh = await ToldAsync(null);

        JobTransitionResult again = await Store.ApplyAsync(delivered.Id, anew, Noon.AddMinutes(1), Token);

        JobCallback expected = delivered.Callback! with { Status = JobCallbackStatus.Pending, Attempts = 2, AttemptsBefore = 2, Claim = anew.Holder };
        Assert.Equal(expected, again.Record!.Callback);
        Assert.False((await Store.ApplyAsync(fresh.Id, anew, Noon.AddMinutes(14), Token)).Applied);
        Assert.True((await Store.ApplyAsync(fresh.Id, anew, Noon.AddMinutes(15), Token)).Applied);
    }

    [Fact]
    public async Task A_callback_has_its_job_kept_for_longer_and_never_for_less()
    {
        JobRecord record = await ToldAsync(null);
        JobTransition.RecordCallback sent = new(JobCallbackStatus.Pending, 1) { ExpiresAt = NextDay.AddHours(1) };

        Assert.Equal(NextDay.AddHours(1), (await Store.ApplyAsync(record.Id, sent, Noon, Token)).Record!.ExpiresAt);
        JobTransitionResult less = await Store.ApplyAsync(record.Id, sent with { Attempts = 2, ExpiresAt = NextDay }, Noon, Token);

        Assert.Equal((false, NextDay.AddHours(1), 1), (less.Applied, less.Record!.ExpiresAt, less.Record.Callback!.Attempts));
    }

    private async Task<JobRecord> ToldAsync(JobTransition.RecordCallback? told)
    {
        JobRecord record = Pending() with { Callback = new("https://hooks.example.com/a") };
        await Store.CreateAsync(record, Noon, Token);
        await Store.ApplyAsync(record.Id, new JobTransition.Cancel(NextDay), Noon, Token);
        if (told is not null)
            Assert.True((await Store.ApplyAsync(record.Id, told, Noon, Token)).Applied);
        return record;
    }

    [Fact]
    public async Task A_callback_that_was_taken_stays_so()
    {
        JobRecord record = Pending() with { Callback = new("https://hooks.example.com/a") };
        await Store.CreateAsync(record, Noon, Token);
        await Store.ApplyAsync(record.Id, new JobTransition.Cancel(NextDay), Noon, Token);
        var delivered = new JobTransition.RecordCallback(JobCallbackStatus.Delivered, 2);

        Assert.True((await Store.ApplyAsync(record.Id, new JobTransition.RecordCallback(JobCallbackStatus.Pending, 1), Noon, Token)).Applied);
        Assert.True((await Store.ApplyAsync(record.Id, delivered, Noon, Token)).Applied);
        Assert.True((await Store.ApplyAsync(record.Id, delivered, Noon, Token)).Applied);
        Assert.False((await Store.ApplyAsync(record.Id, new JobTransition.RecordCallback(JobCallbackStatus.Failed, 3), Noon, Token)).Applied);

        Assert.Equal(record.Callback with { Status = JobCallbackStatus.Delivered, Attempts = 2 }, (await Store.GetAsync(record.Id, Token))!.Callback);
    }

    [Theory]
    [InlineData(false, "req-1", true)]
    [InlineData(false, "req-2", false)]
    [InlineData(true, "req-1", true)]
    [InlineData(true, "req-2", false)]
    public async Task A_job_is_settled_for_the_request_that_had_it(bool isReleased, string requestId, bool applied)
    {
        string id = await RunningAsync("a");
        if (isReleased)
            await Store.ApplyAsync(id, new JobTransition.Release("a", Error), Noon, Token);

        JobTransitionResult result = await Store.ApplyAsync(id, new JobTransition.Settle(requestId, Error, NextDay), Noon.AddHours(1), Token);

        Assert.Equal(applied, result.Applied);
        Assert.Equal(applied ? JobStatus.Failed : isReleased ? JobStatus.Pending : JobStatus.Running, result.Record!.Status);
    }

    [Fact]
    public async Task A_job_that_nobody_had_is_settled_for_any_request()
    {
        JobRecord record = Pending();
        await Store.CreateAsync(record, Noon, Token);

        Assert.True((await Store.ApplyAsync(record.Id, new JobTransition.Settle("req-9", Error, NextDay), Noon, Token)).Applied);
    }

    [Fact]
    public async Task A_job_is_not_settled_whose_event_was_sent_again_since_it_was_read()
    {
        JobRecord record = Pending();
        await Store.CreateAsync(record, Noon, Token);
        await Store.ApplyAsync(record.Id, new JobTransition.Redispatch("again", Noon.AddSeconds(10)), Noon, Token);
        JobTransition.Settle settle = new("req-9", Error, NextDay);

        Assert.False((await Store.ApplyAsync(record.Id, settle, Noon, Token)).Applied);
        Assert.False((await Store.ApplyAsync(record.Id, settle with { RedispatchToken = "other" }, Noon, Token)).Applied);
        Assert.True((await Store.ApplyAsync(record.Id, settle with { RedispatchToken = "again" }, Noon, Token)).Applied);
    }

    [Fact]
    public async Task An_end_that_somebody_else_writes_is_refused_where_the_job_is_to_stop()
    {
        string id = await RunningAsync("a");
        JobTransition.Finish lost = new("a", JobStatus.Failed, default, Error, NextDay) { UnlessToStop = true };
        await Store.ApplyAsync(id, new JobTransition.RequestCancel(), Noon, Token);

        JobTransitionResult refused = await Store.ApplyAsync(id, lost, Noon, Token);

        Assert.Equal((false, JobStatus.Running), (refused.Applied, refused.Record!.Status));
        Assert.True((await Store.ApplyAsync(id, lost with { UnlessToStop = false }, Noon, Token)).Applied);
    }

    [Fact]
    public async Task A_job_that_is_to_stop_is_not_settled_as_failed()
    {
        string id = await RunningAsync("a");
        await Store.ApplyAsync(id, new JobTransition.RequestCancel(), Noon, Token);

        JobTransitionResult result = await Store.ApplyAsync(id, new JobTransition.Settle("req-1", Error, NextDay), Noon, Token);

        Assert.Equal((false, JobStatus.Running), (result.Applied, result.Record!.Status));
    }

    [Theory]
    [InlineData("req-1", 29_999, false)]
    [InlineData("req-1", 30_000, true)]
    [InlineData("req-2", 30_000, false)]
    public async Task The_same_request_takes_over_from_when_it_can_be_a_retry(string requestId, int afterMilliseconds, bool applied)
    {
        JobRecord record = Pending();
        await Store.CreateAsync(record, Noon, Token);
        await Store.ApplyAsync(record.Id, Claim("a", retrySeconds: 30), Noon, Token);

        JobTransitionResult result = await Store.ApplyAsync(record.Id, Claim("b", requestId), Noon.AddMilliseconds(afterMilliseconds), Token);

        Assert.Equal((applied, applied ? "b" : "a"), (result.Applied, result.Record!.Lease!.Token));
    }

    [Fact]
    public async Task Writes_repeated_because_their_answer_was_lost_count_as_applied_and_change_nothing()
    {
        JobRecord record = Pending();
        await Store.CreateAsync(record, Noon, Token);
        JobTransition[] life =
        [
            Claim("a"), new JobTransition.Release("a", Error), Claim("b"), new JobTransition.ReportProgress("b", new(0.1, null), 1),
            Continue("b"), Claim("c") with { Continuation = 1 }, new JobTransition.SaveState("c", "1"u8.ToArray(), 1),
            new JobTransition.RequestCancel(), Succeed("c"),
        ];

        foreach (JobTransition step in life)
        {
            Assert.True((await Store.ApplyAsync(record.Id, step, Noon, Token)).Applied);
            JobRecord? before = await Store.GetAsync(record.Id, Token);

            Assert.True((await Store.ApplyAsync(record.Id, step, Noon.AddSeconds(1), Token)).Applied, $"{step} came twice");
            RecordAssert.Equal(before, await Store.GetAsync(record.Id, Token));
        }
    }

    [Fact]
    public async Task No_transition_creates_a_job_that_is_not_there()
    {
        string id = Pending().Id;
        JobTransition[] transitions =
        [
            Claim("a"), new JobTransition.ReportProgress("a", new(0, null), 1), new JobTransition.Release("a", Error), Succeed("a"),
            new JobTransition.Cancel(NextDay), new JobTransition.RequestCancel(), new JobTransition.Settle("req-1", Error, NextDay),
            new JobTransition.RecordCallback(JobCallbackStatus.Failed, 1), Continue("a"), new JobTransition.SaveState("a", "1"u8.ToArray(), 1),
        ];

        foreach (JobTransition transition in transitions)
            Assert.Equal(new JobTransitionResult(false, null), await Store.ApplyAsync(id, transition, Noon, Token));

        Assert.Null(await Store.DeleteUndispatchedAsync(id, Token));
        Assert.Null(await Store.GetAsync(id, Token));
    }

    [Fact]
    public async Task A_job_that_was_not_dispatched_can_be_removed_and_made_again()
    {
        JobRecord record = Pending();
        await Store.CreateAsync(record, Noon, Token);

        await Store.DeleteUndispatchedAsync(record.Id, Token);

        Assert.Null(await Store.GetAsync(record.Id, Token));
        Assert.Null(await Store.CreateAsync(record, Noon, Token));
    }

    [Fact]
    public async Task A_job_that_a_worker_has_had_is_not_removed()
    {
        string id = await RunningAsync("a");
        JobRecord? left = await Store.DeleteUndispatchedAsync(id, Token);
        Assert.Equal(JobStatus.Running, left!.Status);
        RecordAssert.Equal(await Store.GetAsync(id, Token), left);

        await Store.ApplyAsync(id, new JobTransition.Release("a", Error), Noon, Token);
        left = await Store.DeleteUndispatchedAsync(id, Token);
        Assert.Equal(JobStatus.Pending, left!.Status);
        RecordAssert.Equal(await Store.GetAsync(id, Token), left);
    }

    [Fact]
    public async Task A_job_is_removed_only_when_it_has_ended()
    {
        JobRecord pending = Pending();
        await Store.CreateAsync(pending, Noon, Token);
        RecordAssert.Equal(pending, await Store.RemoveFinishedAsync(pending, null, Noon, Token));
        await Store.ApplyAsync(pending.Id, Claim("a"), Noon, Token);
        Assert.Equal(JobStatus.Running, (await Store.RemoveFinishedAsync(pending, null, Noon, Token))!.Status);
        await Store.ApplyAsync(pending.Id, Succeed("a"), Noon, Token);

        Assert.Null(await Store.RemoveFinishedAsync((await Store.GetAsync(pending.Id, Token))!, null, Noon, Token));

        Assert.Null(await Store.GetAsync(pending.Id, Token));
        Assert.Null(await Store.RemoveFinishedAsync(pending, null, Noon, Token));
        Assert.Null(await Store.CreateAsync(pending, Noon, Token));
    }

    [Theory]
    [InlineData(JobStatus.Failed)]
    [InlineData(JobStatus.TimedOut)]
    [InlineData(JobStatus.Cancelled)]
    public async Task A_job_is_removed_however_it_ended(JobStatus status)
    {
        JobRecord ended = Pending() with { Status = status, FinishedAt = Noon };
        await Store.CreateAsync(ended, Noon, Token);

        Assert.Null(await Store.RemoveFinishedAsync(ended, null, Noon, Token));
        Assert.Null(await Store.GetAsync(ended.Id, Token));
    }

    [Fact]
    public async Task A_removed_job_leaves_its_stub_and_nothing_else()
    {
        JobRecord ended = Pending() with
        {
            Status = JobStatus.Failed,
            FinishedAt = Noon,
            Owner = "anna",
            InputDigest = "d",
            CorrelationId = "c",
            Error = Error,
            Lease = Lease("a"),
            Progress = new(0.5, "half"),
            Callback = new("https://hooks.example.com/", JobCallbackStatus.Delivered, 1),
        };
        JobRecord stub = Pending(ended.Id) with { Status = JobStatus.Failed, PurgedAt = Noon.AddSeconds(1) };
        await Store.CreateAsync(ended, Noon, Token);

        Assert.Null(await Store.RemoveFinishedAsync(ended, stub, Noon, Token));

        RecordAssert.Equal(stub, await Store.GetAsync(ended.Id, Token));
        Assert.Null(await Store.RemoveFinishedAsync(ended, stub, Noon, Token));
        Assert.Null(await Store.RemoveFinishedAsync(stub, null, Noon, Token));
        RecordAssert.Equal(stub, await Store.GetAsync(ended.Id, Token));
        RecordAssert.Equal(stub, await Store.CreateAsync(ended, Noon, Token));
        foreach (JobTransition step in (JobTransition[])[Claim("b"), new JobTransition.Cancel(NextDay), new JobTransition.RecordCallback(JobCallbackStatus.Failed, 2)])
            Assert.False((await Store.ApplyAsync(ended.Id, step, Noon, Token)).Applied);
    }

    [Fact]
    public async Task A_job_that_took_the_place_of_the_one_that_was_read_is_not_removed()
    {
        JobRecord next = Pending() with { Status = JobStatus.Succeeded, FinishedAt = Noon };
        await Store.CreateAsync(next, Noon, Token);

        RecordAssert.Equal(next, await Store.RemoveFinishedAsync(next with { CreatedAt = Noon.AddMilliseconds(-1) }, null, Noon, Token));
        RecordAssert.Equal(next, await Store.RemoveFinishedAsync(next with { CreatedAt = Noon.AddMilliseconds(-1) }, next with { PurgedAt = Noon }, Noon, Token));

        RecordAssert.Equal(next, await Store.GetAsync(next.Id, Token));
    }

    [Theory]
    [InlineData(JobCallbackStatus.Pending, 899_999, false)]
    [InlineData(JobCallbackStatus.Pending, 900_000, true)]
    [InlineData(JobCallbackStatus.Delivered, 0, true)]
    [InlineData(JobCallbackStatus.Failed, 0, true)]
    public async Task A_job_whose_callback_is_under_way_is_not_removed(JobCallbackStatus status, int milliseconds, bool isRemoved)
    {
        JobRecord ended = Pending() with { Status = JobStatus.Cancelled, FinishedAt = Noon, Callback = new("https://hooks.example.com/", status) };
        await Store.CreateAsync(ended, Noon, Token);

        JobRecord? left = await Store.RemoveFinishedAsync(ended, null, Noon.AddMilliseconds(milliseconds), Token);

        Assert.Equal(isRemoved, left is null);
        Assert.Equal(isRemoved, await Store.GetAsync(ended.Id, Token) is null);
    }

    [Fact]
    public async Task A_compressed_result_comes_back_byte_for_byte()
    {
        string id = await RunningAsync("a");
        byte[] bytes = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];

        await Store.ApplyAsync(id, Succeed("a") with { Result = bytes, ResultEncoding = JobResultEncoding.Brotli }, Noon, Token);

        JobRecord? record = await Store.GetAsync(id, Token);
        Assert.Equal(JobResultEncoding.Brotli, record!.ResultEncoding);
        Assert.True(record.Result.Span.SequenceEqual(bytes));
        JobRecord copy = record with { Id = Guid.NewGuid().ToString("N") };
        Assert.Null(await Store.CreateAsync(copy, Noon, Token));
        RecordAssert.Equal(copy, await Store.GetAsync(copy.Id, Token));
    }

    [Theory]
    [InlineData(JobResultEncoding.Json)]
    [InlineData(JobResultEncoding.Brotli)]
    public async Task A_reference_to_a_result_that_is_kept_elsewhere_comes_back_whole(JobResultEncoding encoding)
    {
        string id = await RunningAsync("a");
        PayloadReference reference = new($"{id}/result-a", 5_000_000, new string('0', 64));

        await Store.ApplyAsync(id, Succeed("a") with { Result = default, ResultReference = reference, ResultEncoding = encoding }, Noon, Token);

        JobRecord? record = await Store.GetAsync(id, Token);
        Assert.Equal((reference, encoding, 0), (record!.ResultReference, record.ResultEncoding, record.Result.Length));
        JobRecord copy = record with { Id = Guid.NewGuid().ToString("N") };
        Assert.Null(await Store.CreateAsync(copy, Noon, Token));
        RecordAssert.Equal(copy, await Store.GetAsync(copy.Id, Token));
    }

    [Fact]
    public async Task What_is_said_of_a_file_and_where_it_is_comes_back_whole()
    {
        string id = await RunningAsync("a");
        byte[] said = """{"contentType":"text/plain","length":5000000000}"""u8.ToArray();

        await Store.ApplyAsync(id, Succeed("a") with { Result = said, ResultFileKey = $"{id}/result-a" }, Noon, Token);

        JobRecord? record = await Store.GetAsync(id, Token);
        Assert.Equal($"{id}/result-a", record!.ResultFileKey);
        Assert.True(record.Result.Span.SequenceEqual(said));
        JobRecord copy = record with { Id = Guid.NewGuid().ToString("N") };
        Assert.Null(await Store.CreateAsync(copy, Noon, Token));
        RecordAssert.Equal(copy, await Store.GetAsync(copy.Id, Token));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("""{"grüße":"漢字 🙂 \u0000 \\ \" ' <b>","leer":""}""")]
    [InlineData("null")]
    public async Task A_result_comes_back_byte_for_byte(string json)
    {
        string id = await RunningAsync("a");

        await Store.ApplyAsync(id, Succeed("a", json), Noon, Token);

        Assert.Equal(json, Encoding.UTF8.GetString((await Store.GetAsync(id, Token))!.Result.Span));
    }

    [Fact]
    public async Task A_result_of_380_KB_comes_back_whole()
    {
        const string Piece = "0123456789abcdefghijklmnopqr 🙂 漢";
        string json = "\"" + string.Concat(Enumerable.Repeat(Piece, 380 * 1024 / Encoding.UTF8.GetByteCount(Piece))) + "\"";
        string id = await RunningAsync("a");

        Assert.True((await Store.ApplyAsync(id, Succeed("a", json), Noon, Token)).Applied);

        Assert.Equal(json, Encoding.UTF8.GetString((await Store.GetAsync(id, Token))!.Result.Span));
    }

    [Fact]
    public async Task Texts_of_an_error_and_of_progress_come_back_whatever_they_hold()
    {
        var error = new JobError(12_345, "Straße 漢字 🙂 \"\\ \u0001", "", "");
        string id = await RunningAsync("a");

        await Store.ApplyAsync(id, new JobTransition.Release("a", error, new(double.Epsilon, "")), Noon, Token);

        JobRecord? record = await Store.GetAsync(id, Token);
        Assert.Equal(error, record!.Error);
        Assert.Equal("", record.Progress!.Message);
        Assert.Equal(0, record.Progress.Fraction, 1e-100);
    }

    [Fact]
    public void Any_sequence_of_transitions_ends_where_the_state_machine_does() => Histories.Check(Store, Token);

    [Fact]
    public void The_history_has_the_latest_attempts_in_order_each_once_and_counts_the_others() => AttemptHistories.Check(Store, LifeCount / 5, Token);

    [Fact]
    public async Task Of_many_who_take_over_a_lost_job_at_once_one_does_and_the_lost_attempt_is_in_the_history_once()
    {
        string id = await RunningAsync("a");
        DateTimeOffset now = Noon.AddMinutes(2);

        JobTransitionResult[] results = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            i => Task.Run(() => Store.ApplyAsync(id, Claim($"token-{i}", $"req-{i + 2}", 240), now, Token).AsTask(), Token)));

        JobTransitionResult winner = Assert.Single(results, result => result.Applied);
        JobAttempt lost = new(1, "req-1", Noon, Noon.AddSeconds(60), JobAttemptStatus.Lost, null);
        Assert.All(results, result => Assert.Equal((winner.Record!.Lease, 2), (result.Record!.Lease, result.Record.Attempt)));
        Assert.Equal(lost, Assert.Single((await Store.GetAsync(id, Token))!.History.Attempts));
    }

    [Fact]
    public async Task The_history_stays_when_the_job_ends_and_goes_with_it()
    {
        string id = await RunningAsync("a");
        await Store.ApplyAsync(id, Claim("b", untilSeconds: 180), Noon.AddMinutes(2), Token);
        await Store.ApplyAsync(id, Succeed("b"), Noon.AddMinutes(2), Token);

        JobRecord ended = (await Store.GetAsync(id, Token))!;

        Assert.Equal(JobAttemptStatus.Lost, Assert.Single(ended.History.Attempts).Status);
        Assert.Null(await Store.RemoveFinishedAsync(ended, Pending(id) with { Status = JobStatus.Succeeded, PurgedAt = Noon }, Noon.AddHours(1), Token));
        Assert.Equal(JobHistory.Empty, (await Store.GetAsync(id, Token))!.History);
    }

    [Fact]
    public void Any_life_of_a_job_ends_once_and_as_whoever_had_it_last_said() => Lives.Check(Store, LifeCount);

    protected async Task<string> RunningAsync(string token)
    {
        JobRecord record = Pending();
        Assert.Null(await Store.CreateAsync(record, Noon, Token));
        JobTransitionResult claimed = await Store.ApplyAsync(record.Id, Claim(token), Noon, Token);
        Assert.True(claimed.Applied, $"The claim was refused by {claimed.Record}.");
        return record.Id;
    }

    [Fact]
    public async Task What_is_counted_of_an_owner_follows_the_rules_whatever_comes()
    {
        Random random = new(20);
        string[] jobs = [.. Enumerable.Range(0, 6).Select(_ => JobId.New())];
        for (int life = 0; life < LifeCount / 10; life++)
        {
            string key = OwnerKey.Of($"owner {life} {Guid.NewGuid()}");
            OwnerUsage? expected = null;
            for (int step = 0; step < 25; step++)
            {
                UsageChange change = RandomChange(random, jobs, expected);
                OwnerUsage? next = OwnerUsage.Apply(expected, change);

                Assert.Equal(next is not null, await Usage.ApplyAsync(key, change, Token));
                expected = next ?? expected;
                AssertUsage(expected, await Usage.GetUsageAsync(key, Token));
            }
        }
    }

    [Fact]
    public async Task Of_many_who_take_the_last_places_at_once_as_many_do_as_there_are()
    {
        string key = OwnerKey.Of(Guid.NewGuid().ToString());
        OwnerLimits limits = new(3, 0);
        Assert.True(await Usage.ApplyAsync(key, new UsageChange.Count(JobId.New(), Noon, NextDay, limits, 1, true), Token));

        bool[] applied = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(
            () => Usage.ApplyAsync(key, new UsageChange.Count(JobId.New(), Noon, NextDay, limits, 1, false), Token).AsTask(), Token)));

        Assert.Equal(2, applied.Count(static isApplied => isApplied));
        Assert.Equal(3, (await Usage.GetUsageAsync(key, Token))!.Unfinished.Count);
    }

    [Fact]
    public async Task Of_many_who_start_at_once_in_a_minute_as_many_do_as_may()
    {
        string key = OwnerKey.Of(Guid.NewGuid().ToString());
        OwnerLimits limits = new(0, 5);
        UsageChange Start(bool isFirst) => new UsageChange.Count(JobId.New(), Noon, NextDay, limits, 7, isFirst);

        bool[] first = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Usage.ApplyAsync(key, Start(true), Token).AsTask(), Token)));
        bool[] rest = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Usage.ApplyAsync(key, Start(false), Token).AsTask(), Token)));

        Assert.Equal((1, 4), (first.Count(static isApplied => isApplied), rest.Count(static isApplied => isApplied)));
        Assert.Equal((7, 5), ((await Usage.GetUsageAsync(key, Token))!.Minute, (await Usage.GetUsageAsync(key, Token))!.Starts));
    }

    [Fact]
    public async Task The_places_of_an_owners_streams_follow_the_rules_whatever_comes()
    {
        Random random = new(21);
        for (int life = 0; life < LifeCount / 10; life++)
        {
            string key = OwnerKey.OfStreams($"owner {life} {Guid.NewGuid()}");
            StreamPlaces expected = StreamPlaces.None;
            for (int step = 0; step < 25; step++)
            {
                StreamChange change = RandomChange(random, expected);
                StreamPlaces? next = StreamPlaces.Apply(expected, change);

                StreamPlaces? refused = await Streams.ApplyAsync(key, change, Token);

                Assert.Equal(next is null, refused is not null);
                if (refused is not null)
                    Assert.Equal(expected.Taken.ToArray(), refused.Taken.ToArray());
                expected = next ?? expected;
            }
        }
    }

    [Fact]
    public async Task Of_many_streams_that_take_the_last_places_at_once_as_many_do_as_there_are()
    {
        string key = OwnerKey.OfStreams(Guid.NewGuid().ToString());

        StreamPlaces?[] refused = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(
            () => Streams.ApplyAsync(key, new StreamChange.Take($"p{i}", Noon, 3, StreamPlaces.None.Taken), Token).AsTask(), Token)));

        Assert.Equal(3, refused.Count(static places => places is null));
        Assert.All(refused.OfType<StreamPlaces>(), static places => Assert.Equal(3, places.Taken.Count));
    }

    [Fact]
    public async Task Of_many_streams_that_take_over_one_place_at_once_one_does()
    {
        string key = OwnerKey.OfStreams(Guid.NewGuid().ToString());
        Assert.Null(await Streams.ApplyAsync(key, new StreamChange.Take("dead", Noon, 1, StreamPlaces.None.Taken), Token));
        ImmutableSortedDictionary<string, DateTimeOffset> over = StreamPlaces.None.Taken.Add("dead", Noon);

        StreamPlaces?[] refused = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
            () => Streams.ApplyAsync(key, new StreamChange.Take($"p{i}", Noon.AddMinutes(5), 1, over), Token).AsTask(), Token)));

        Assert.Single(refused, static places => places is null);
        Assert.All(refused.OfType<StreamPlaces>(), static places => Assert.Equal(Noon.AddMinutes(5), Assert.Single(places.Taken).Value));
    }

    [Fact]
    public async Task One_stream_takes_over_all_places_that_there_can_be()
    {
        const int most = 100;
        string key = OwnerKey.OfStreams(Guid.NewGuid().ToString());
        ImmutableSortedDictionary<string, DateTimeOffset> over = StreamPlaces.None.Taken;
        for (int i = 0; i < most; i++)
        {
            string place = $"{i:x16}";
            Assert.Null(await Streams.ApplyAsync(key, new StreamChange.Take(place, Noon, most, StreamPlaces.None.Taken), Token));
            over = over.Add(place, Noon);
        }

        StreamChange.Take next = new("next", Noon.AddMinutes(5), most, StreamPlaces.None.Taken);
        Assert.Equal(over, await TakenAsync(next));
        Assert.Null(await Streams.ApplyAsync(key, next with { Over = over }, Token));
        Assert.Equal(["next"], (await TakenAsync(next)).Keys);

        async Task<ImmutableSortedDictionary<string, DateTimeOffset>> TakenAsync(StreamChange change) => (await Streams.ApplyAsync(key, change, Token))!.Taken;
    }

    [Fact]
    public async Task What_streams_take_is_no_job_and_counts_for_no_start()
    {
        string owner = Guid.NewGuid().ToString();
        Assert.Null(await Streams.ApplyAsync(OwnerKey.OfStreams(owner), new StreamChange.Take("one", NextDay, 1, StreamPlaces.None.Taken), Token));

        Assert.Null(await Usage.GetUsageAsync(OwnerKey.Of(owner), Token));
        Assert.NotNull(await Streams.ApplyAsync(OwnerKey.OfStreams(owner), new StreamChange.Take("two", NextDay, 1, StreamPlaces.None.Taken), Token));
        Assert.Null(await Streams.ApplyAsync(OwnerKey.OfStreams(owner + "x"), new StreamChange.Take("two", NextDay, 1, StreamPlaces.None.Taken), Token));
    }

    [Theory]
    [InlineData("""{"query.count":"3"}""")]
    [InlineData("""{"body":"é","x":"a"}""")]
    public async Task A_kept_input_comes_back_as_it_was(string args)
    {
        string id = JobId.New();
        byte[] utf8 = Encoding.UTF8.GetBytes(args.Replace("\"a\"", $"\"{new string('a', 20_000)}\"", StringComparison.Ordinal));
        await Inputs.KeepInputAsync(id, InputCodec.Encode(utf8) with { ExpiresAt = NextDay.AddMilliseconds(1) }, Token);

        KeptInput kept = (await Inputs.GetInputAsync(id, Token))!;

        Assert.Equal((utf8.Length > 8192 ? JobResultEncoding.Brotli : JobResultEncoding.Json, NextDay.AddSeconds(1)), (kept.Encoding, kept.ExpiresAt));
        Assert.Equal(utf8, InputCodec.Decode(kept).ToArray());
    }

    [Fact]
    public async Task A_kept_input_is_no_job_is_replaced_and_is_removed_alone()
    {
        JobRecord record = Pending() with { Id = JobId.New(), IsInputKept = true };
        await Store.CreateAsync(record, Noon, Token);
        Assert.Null(await Inputs.GetInputAsync(record.Id, Token));
        await Inputs.KeepInputAsync(record.Id, InputCodec.Encode("[1]"u8) with { ExpiresAt = NextDay }, Token);
        await Inputs.KeepInputAsync(record.Id, InputCodec.Encode("[2]"u8) with { ExpiresAt = NextDay }, Token);
        Assert.Equal("[2]"u8.ToArray(), InputCodec.Decode((await Inputs.GetInputAsync(record.Id, Token))!).ToArray());
        Assert.Null(await Inputs.GetInputAsync(JobId.New(), Token));
        RecordAssert.Equal(record, await Store.GetAsync(record.Id, Token));

        await Inputs.RemoveInputAsync(record.Id, Token);
        await Inputs.RemoveInputAsync(record.Id, Token);

        Assert.Null(await Inputs.GetInputAsync(record.Id, Token));
        RecordAssert.Equal(record, await Store.GetAsync(record.Id, Token));
    }

    private IKeptInputStore Inputs => (IKeptInputStore)Store;

    private IOwnerUsageStore Usage => (IOwnerUsageStore)Store;

    private IStreamPlaceStore Streams => (IStreamPlaceStore)Store;

    private static StreamChange RandomChange(Random random, StreamPlaces places)
    {
        string place = $"p{random.Next(6)}";
        if (random.Next(3) == 0)
            return new StreamChange.Release(place);

        // Some of what is given back with it is not there any more, or is another's by now.
        DateTimeOffset now = Noon.AddSeconds(random.Next(100));
        ImmutableSortedDictionary<string, DateTimeOffset> over = random.Next(2) == 0 ? StreamPlaces.None.Taken : places.OverAt(now);
        if (random.Next(4) == 0)
            over = over.SetItem($"p{random.Next(6)}", now);
        return new StreamChange.Take(place, now.AddMilliseconds(random.Next(60_000)), 3, over.Remove(place));
    }

    private static UsageChange RandomChange(Random random, string[] jobs, OwnerUsage? usage)
    {
        string job = jobs[random.Next(jobs.Length)];
        DateTimeOffset at = Noon.AddSeconds(random.Next(200));
        return random.Next(4) switch
        {
            0 => new UsageChange.Release(job),
            1 => new UsageChange.Check(at, at.AddMinutes(-1)),
            _ => new UsageChange.Count(
                job,
                at,
                NextDay.AddSeconds(random.Next(3)),
                random.Next(3) switch { 0 => new OwnerLimits(3, 0), 1 => new OwnerLimits(0, 4), _ => new OwnerLimits(3, 4) },
                Math.Max(usage?.Minute ?? 0, 1) + random.Next(2),
                random.Next(2) == 0),
        };
    }

    private static void AssertUsage(OwnerUsage? expected, OwnerUsage? actual)
    {
        Assert.Equal(expected?.Unfinished.ToArray(), actual?.Unfinished.ToArray());
        Assert.Equal((expected?.Minute, expected?.Starts, expected?.CheckedAt, expected?.ExpiresAt), (actual?.Minute, actual?.Starts, actual?.CheckedAt, actual?.ExpiresAt));
    }
}
