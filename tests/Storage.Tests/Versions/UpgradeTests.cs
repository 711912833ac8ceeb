using System.Text;
using AsyncJobs.Lifecycle;
using AsyncJobs.Tests;
using Xunit;
using static AsyncJobs.Storage.Tests.Sample;

namespace AsyncJobs.Storage.Tests.Versions;

/// <summary>An upgrade and its rollback: the previous version and this one on one table, while jobs are in flight.</summary>
public sealed class UpgradeTests(DynamoDbLocal dynamoDb) : OneTable(dynamoDb)
{
    private const string CallbackUrl = "https://hooks.example.com/a";

    public static TheoryData<string, bool> Points
    {
        get
        {
            TheoryData<string, bool> points = [];
            foreach (PointOfLife point in PointOfLife.All)
            {
                points.Add(point.Name, true);
                points.Add(point.Name, false);
            }

            return points;
        }
    }

    public static TheoryData<string, bool, Way> Ends
    {
        get
        {
            TheoryData<string, bool, Way> ends = [];
            foreach (PointOfLife point in PointOfLife.All)
            {
                foreach (Way way in Enum.GetValues<Way>())
                {
                    ends.Add(point.Name, true, way);
                    ends.Add(point.Name, false, way);
                }
            }

            return ends;
        }
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task What_one_version_wrote_means_the_same_to_the_other(string point, bool isUpgrade)
    {
        (IVersion writer, IVersion reader) = Sides(isUpgrade);
        JobRecord record = Accepted() with
        {
            Owner = "user-1",
            InputDigest = "sha256:abc",
            CorrelationId = "order-7",
            Callback = new JobCallback(CallbackUrl),
        };

        await PointOfLife.Of(point).LiveAsync(writer.Store, record, Token);

        JobRecord written = (await writer.Store.GetAsync(record.Id, Token))!;
        RecordAssert.Equal(written.Meaning(), (await reader.Store.GetAsync(record.Id, Token))!.Meaning());
        Assert.Equal(
            ("user-1", "sha256:abc", "order-7", CallbackUrl),
            (written.Owner, written.InputDigest, written.CorrelationId, written.Callback!.Url));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task What_one_version_began_goes_on_to_its_end_in_the_other(string point, bool isUpgrade, Way way)
    {
        (IVersion writer, IVersion reader) = Sides(isUpgrade);
        JobRecord record = Accepted() with { Callback = new JobCallback(CallbackUrl) };
        await PointOfLife.Of(point).LiveAsync(writer.Store, record, Token);
        JobRecord before = await RecordAsync(record.Id);

        // All leases are over. Readers wait longer: an event may be on its way for hours.
        Clock.Advance(TimeSpan.FromHours(way is Way.Read ? 7 : 2));
        await GoAsync(reader, way, before);

        JobRecord after = await RecordAsync(record.Id);
        Assert.Equal(EndOf(before, way), (after.Status, after.Error?.ErrorCode, after.Attempt));
        RecordAssert.Equal(after.Meaning(), await Previous.Store.GetAsync(record.Id, Token));
        if (before.IsFinished)
            RecordAssert.Equal(before, after);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Who_holds_the_lease_of_one_version_may_write_through_the_other(string point, bool isUpgrade)
    {
        (IVersion writer, IVersion reader) = Sides(isUpgrade);
        JobRecord record = Accepted();
        PointOfLife life = PointOfLife.Of(point);
        await life.LiveAsync(writer.Store, record with { Callback = new JobCallback(CallbackUrl) }, Token);
        JobRecord before = await RecordAsync(record.Id);
        string token = before.Lease?.Token ?? "none";
        bool isHeld = before.Status is JobStatus.Running;

        JobTransitionResult stranger = await reader.Store.ApplyAsync(record.Id, Succeed("stranger"), Noon.AddSeconds(10), Token);
        JobTransitionResult holder = await reader.Store.ApplyAsync(
            record.Id, new JobTransition.SaveState(token, "8"u8.ToArray(), 2), Noon.AddSeconds(10), Token);

        Assert.Equal((false, isHeld), (stranger.Applied, holder.Applied));
        Assert.Equal(isHeld ? "8" : Encoding.UTF8.GetString(before.State.Span), Encoding.UTF8.GetString((await RecordAsync(record.Id)).State.Span));
    }

    [Fact]
    public async Task What_only_this_version_knows_outlives_a_rollback()
    {
        JobRecord record = Accepted();
        await Present.Store.CreateAsync(record, Noon, Token);
        await ApplyAsync(Present, record.Id, new JobTransition.Redispatch("r", Noon.AddSeconds(30)));
        await ApplyAsync(Present, record.Id, new JobTransition.RecordRedispatch("r", IsSent: true));
        await ApplyAsync(Present, record.Id, new JobTransition.DoubtStart());
        await ApplyAsync(Present, record.Id, Claim("a"));
        await ApplyAsync(Present, record.Id, new JobTransition.SaveState("a", "1"u8.ToArray(), 3));
        await ApplyAsync(Present, record.Id, new JobTransition.ReportProgress("a", new JobProgress(0.1, null), 5));
        await ApplyAsync(Present, record.Id, new JobTransition.Release("a", Error));
        JobRecord before = await RecordAsync(record.Id);

        await ApplyAsync(Previous, record.Id, Claim("b"));
        await ApplyAsync(Previous, record.Id, new JobTransition.SaveState("b", "2"u8.ToArray(), 0));
        await ApplyAsync(Previous, record.Id, new JobTransition.ReportProgress("b", new JobProgress(0.2, null), 0));
        await ApplyAsync(Previous, record.Id, new JobTransition.Release("b", Error));

        JobRecord after = await RecordAsync(record.Id);
        Assert.Equal((3, 5, before.Redispatch), (after.StateSequence, after.ProgressSequence, after.Redispatch));
        Assert.Equal((true, false), (after.IsStartDoubted, after.IsStartUnsure));
        Assert.Equal(("2", 0.2), (Encoding.UTF8.GetString(after.State.Span), after.Progress!.Fraction));

        // Rolled forward again, the next state is one after those that this version knows of.
        await ApplyAsync(Present, record.Id, Claim("c"));
        await ApplyAsync(Present, record.Id, new JobTransition.SaveState("c", "3"u8.ToArray(), after.StateSequence + 1));
        Assert.Equal("3", Encoding.UTF8.GetString((await RecordAsync(record.Id)).State.Span));
    }

    [Fact]
    public async Task The_history_outlives_a_rollback_and_lacks_what_the_previous_version_ended()
    {
        JobRecord record = Accepted();
        await Present.Store.CreateAsync(record, Noon, Token);
        await ApplyAsync(Present, record.Id, Claim(LeaseToken.New(Noon)));
        JobRecord claimed = await RecordAsync(record.Id);
        JobHistory history = claimed.History.With(JobAttempt.Of(claimed).Failed(Error, Noon.AddSeconds(1)));
        await ApplyAsync(Present, record.Id, new JobTransition.Release(claimed.Lease!.Token, Error) { History = history });

        await ApplyAsync(Previous, record.Id, Claim("b", maxAttempts: 9));
        await ApplyAsync(Previous, record.Id, new JobTransition.Release("b", Error));
        await ApplyAsync(Previous, record.Id, Claim("c", "req-3", maxAttempts: 9));
        Assert.Equal(history, (await RecordAsync(record.Id)).History);
        Assert.Equal((3, null, JobAttemptStatus.Running), ShownOf((await RecordAsync(record.Id)).LatestAttempt!));

        // Rolled forward again, a worker takes the job over from one of the previous version that vanished.
        await Present.Store.ApplyAsync(record.Id, Claim("d", "req-4", 180, maxAttempts: 9), Noon.AddMinutes(2), Token);
        JobRecord after = await RecordAsync(record.Id);
        Assert.Equal([(1, Noon, JobAttemptStatus.TimedOut), (3, null, JobAttemptStatus.Lost)], after.History.Attempts.Select(ShownOf));
        Assert.Equal(0, after.History.LeftOut);

        static (int Attempt, DateTimeOffset? StartedAt, JobAttemptStatus Status) ShownOf(JobAttempt attempt) =>
            (attempt.Attempt, attempt.StartedAt, attempt.Status);
    }

    // The caller is told what the file is, and not where; this version tells them that when it has the status function again.
    [Fact]
    public async Task The_previous_version_shows_what_a_file_is()
    {
        JobRecord record = Accepted();
        JobTransition.Finish file = Succeed("a") with { Result = """{"contentType":"text/plain","length":7}"""u8.ToArray(), ResultFileKey = "job/result-a" };
        await new PointOfLife("has made a file", Claim("a"), file).LiveAsync(Present.Store, record, Token);

        JobRecord? read = await Previous.Store.GetAsync(record.Id, Token);

        Assert.Equal((JobStatus.Succeeded, JobResultEncoding.Json), (read!.Status, read.ResultEncoding));
        Assert.True(read.Result.Span.SequenceEqual(file.Result.Span));
    }

    [Fact]
    public async Task A_callback_that_the_previous_version_gave_up_before_its_planned_try_is_still_to_come()
    {
        JobRecord record = Accepted() with { Callback = new JobCallback(CallbackUrl) };
        JobTransition.RecordCallback planned = new(JobCallbackStatus.Pending, 2) { NextAt = Noon.AddMinutes(5), Chain = "c" };
        await new PointOfLife("has planned a try", Claim("a"), Succeed("a"), planned).LiveAsync(Present.Store, record, Token);

        await ApplyAsync(Previous, record.Id, new JobTransition.RecordCallback(JobCallbackStatus.Failed, 7));

        JobCallback expected = record.Callback with { Attempts = 7, NextAt = planned.NextAt, Chain = "c" };
        Assert.Equal(expected, (await RecordAsync(record.Id)).Callback);
        Assert.Equal("PENDING", (string)(await Present.RequestAsync("GET", record.Id)).Body["callback"]!["status"]!);
        JobTransition.ClaimCallback claim = new(new JobCallbackClaim("t", Noon.AddMinutes(7))) { Chain = "c" };
        Assert.True((await Present.Store.ApplyAsync(record.Id, claim, Noon.AddMinutes(5), Token)).Applied);
        Assert.True((await Present.Store.ApplyAsync(
            record.Id, new JobTransition.RecordCallback(JobCallbackStatus.Failed, 10) { ClaimToken = "t" }, Noon.AddMinutes(5), Token)).Applied);
        Assert.Equal((JobCallbackStatus.Failed, null), ((await RecordAsync(record.Id)).Callback!.Status, (await RecordAsync(record.Id)).Callback!.NextAt));
    }

    [Fact]
    public async Task A_callback_that_the_previous_version_delivered_before_its_planned_try_is_not_sent_again()
    {
        JobRecord record = Accepted() with { Callback = new JobCallback(CallbackUrl) };
        JobTransition.RecordCallback planned = new(JobCallbackStatus.Pending, 2) { NextAt = Noon.AddMinutes(5), Chain = "c" };
        await new PointOfLife("has planned a try", Claim("a"), Succeed("a"), planned).LiveAsync(Present.Store, record, Token);

        await ApplyAsync(Previous, record.Id, new JobTransition.RecordCallback(JobCallbackStatus.Delivered, 3));

        JobTransition.ClaimCallback claim = new(new JobCallbackClaim("t", Noon.AddMinutes(7))) { Chain = "c" };
        Assert.False((await Present.Store.ApplyAsync(record.Id, claim, Noon.AddMinutes(5), Token)).Applied);
        Assert.True((await Present.Store.ApplyAsync(record.Id, claim with { IsAnew = true, Chain = "d" }, Noon.AddMinutes(5), Token)).Applied);
        Assert.Equal("d", (await RecordAsync(record.Id)).Callback!.Chain);
    }

    [Fact]
    public async Task A_worker_of_this_version_goes_on_with_what_one_of_the_previous_version_saved()
    {
        JobRecord record = Accepted();
        await Previous.Store.CreateAsync(record, Noon, Token);
        await ApplyAsync(Previous, record.Id, Claim("a", "req-1"));
        await ApplyAsync(Previous, record.Id, new JobTransition.SaveState("a", "7"u8.ToArray(), 0));
        await ApplyAsync(Previous, record.Id, Continue("a", "8"));
        Present.Job.Method = async job =>
        {
            int found = job.State<int>();
            await job.SaveStateAsync(found + 1);
            return $"{found}";
        };

        await Present.DeliverAsync(record.Id, "req-2", continuation: 1);

        JobRecord after = await RecordAsync(record.Id);
        Assert.Equal(
            (JobStatus.Succeeded, "\"8\"", 1, 1),
            (after.Status, Encoding.UTF8.GetString(after.Result.Span), after.Attempt, (int)after.StateSequence));
    }

    // The known difference between the two. An end that the previous version writes stands like any other.
    [Fact]
    public async Task The_previous_settle_ends_a_live_lease_and_this_version_accepts_that_end()
    {
        JobRecord record = Accepted();
        await Present.Store.CreateAsync(record, Noon, Token);
        Present.Job.Method = async job =>
        {
            await Previous.SettleAsync(record.Id, "req-1", 0);
            return "too late";
        };

        await Present.DeliverAsync(record.Id, "req-1", 0);

        JobRecord after = await RecordAsync(record.Id);
        Assert.Equal((JobStatus.Failed, JobErrorCodes.PlatformGaveUp), (after.Status, after.Error!.ErrorCode));
        Assert.True(after.Result.IsEmpty);
    }

    [Fact]
    public async Task This_settle_leaves_a_live_lease_of_the_previous_version_alone_and_looks_again_after_it()
    {
        JobRecord record = Accepted();
        await Previous.Store.CreateAsync(record, Noon, Token);
        await ApplyAsync(Previous, record.Id, Claim("a", "req-1"));

        await Present.SettleAsync(record.Id, "req-1", 0);
        Assert.Equal(JobStatus.Running, (await RecordAsync(record.Id)).Status);

        (string message, TimeSpan delay) = Assert.Single(Delayed.Sent);
        Clock.Advance(delay);
        await Present.SettleAsync(JobEvents.Message(message));

        JobRecord after = await RecordAsync(record.Id);
        Assert.Equal((JobStatus.Failed, JobErrorCodes.PlatformGaveUp), (after.Status, after.Error!.ErrorCode));
    }

    [Fact]
    public void A_job_whose_steps_are_taken_by_either_version_keeps_the_promises() =>
        Lives.CheckTwoVersions(Present.Store, (PreviousStore)Previous.Store, 60);

    private (IVersion Writer, IVersion Reader) Sides(bool isUpgrade) => isUpgrade ? (Previous, Present) : (Present, Previous);

    private static async Task ApplyAsync(IVersion version, string id, JobTransition transition) =>
        Assert.True((await version.Store.ApplyAsync(id, transition, Noon, Token)).Applied, $"{transition} was refused.");

    private static Task GoAsync(IVersion version, Way way, JobRecord record) => way switch
    {
        Way.Deliver => version.DeliverAsync(record.Id, record.Lease?.RequestId ?? "req-1", record.Continuation),
        Way.Settle => version.SettleAsync(record.Id, record.Lease?.RequestId ?? "req-1", record.Continuation),
        Way.Read => version.ReadAsync(record.Id),
        _ => version.CancelAsync(record.Id),
    };

    private static (JobStatus Status, int? ErrorCode, int Attempt) EndOf(JobRecord record, Way way)
    {
        if (record.IsFinished)
            return (record.Status, record.Error?.ErrorCode, record.Attempt);
        if (record.CancelRequestedAt is not null)
            return (JobStatus.Cancelled, null, record.Attempt);

        return way switch
        {
            Way.Deliver => (JobStatus.Succeeded, null, record.Attempt + (record.IsContinued ? 0 : 1)),
            Way.Settle => (JobStatus.Failed, JobErrorCodes.PlatformGaveUp, record.Attempt),
            Way.Cancel when record.Status is JobStatus.Pending => (JobStatus.Cancelled, null, record.Attempt),
            _ => (JobStatus.Failed, JobErrorCodes.Lost, record.Attempt),
        };
    }
}
