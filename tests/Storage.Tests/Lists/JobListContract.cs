using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using Xunit;
using static AsyncJobs.Storage.Tests.Sample;

namespace AsyncJobs.Storage.Tests.Lists;

/// <summary>What every store has to do that lists jobs.</summary>
public abstract class JobListContract : IAsyncLifetime
{
    protected IJobStore Store { get; private set; } = null!;

    private protected IJobListStore Lists => (IJobListStore)Store;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>How many random histories are listed.</summary>
    protected virtual int LifeCount => 300;

    public async ValueTask InitializeAsync() => Store = await OpenStoreAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    protected abstract ValueTask<IJobStore> OpenStoreAsync();

    [Fact]
    public void Random_histories_are_listed_page_by_page_without_a_gap_a_repetition_or_somebody_elses_job() => ListLives.Check(Store, LifeCount);

    [Fact]
    public async Task An_owners_jobs_come_the_newest_first_and_nobody_elses()
    {
        JobRecord[] mine = [.. await Task.WhenAll(Enumerable.Range(0, 5).Select(i => CreateAsync("anna", i)))];
        await CreateAsync("bert", 2);
        await CreateAsync("anna", 3, isListed: false);
        await CreateAsync(null, 4);

        JobListKeys keys = await Lists.ListKeysAsync(new(JobListPart.OfOwner("anna"), null, null, 10), Token);

        Assert.Equal(mine.Reverse().Select(JobListKey.Of), keys.Keys);
        Assert.False(keys.HasMore);
    }

    [Fact]
    public async Task A_list_goes_on_after_a_key_also_among_jobs_of_one_millisecond()
    {
        foreach (int _ in Enumerable.Range(0, 7))
            await CreateAsync("anna", 1);
        List<JobListKey> seen = [];
        bool hasMore = true;

        while (hasMore)
        {
            JobListKeys keys = await Lists.ListKeysAsync(new(JobListPart.OfOwner("anna"), null, seen.Count == 0 ? null : seen[^1], 3), Token);
            Assert.InRange(keys.Keys.Count, 1, 3);
            seen.AddRange(keys.Keys);
            hasMore = keys.HasMore;
        }

        Assert.Equal(7, seen.Distinct().Count());
        Assert.Equal(seen.OrderByDescending(static key => key.Id, StringComparer.Ordinal), seen);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(0.5, 2)]
    [InlineData(1, 2)]
    [InlineData(2.0001, 0)]
    public async Task Since_takes_jobs_of_that_moment_and_later(double seconds, int expected)
    {
        foreach (int second in Enumerable.Range(0, 3))
            await CreateAsync("anna", second);

        JobListKeys keys = await Lists.ListKeysAsync(new(JobListPart.OfOwner("anna"), Noon.AddSeconds(seconds), null, 10), Token);

        Assert.Equal(expected, keys.Keys.Count);
    }

    [Fact]
    public async Task A_key_that_is_before_the_time_is_followed_by_none()
    {
        JobRecord old = await CreateAsync("anna", 0);
        await CreateAsync("anna", 5);

        JobListKeys keys = await Lists.ListKeysAsync(new(JobListPart.OfOwner("anna"), Noon.AddSeconds(3), JobListKey.Of(old), 10), Token);

        Assert.Equal((0, false), (keys.Keys.Count, keys.HasMore));
    }

    [Fact]
    public async Task Every_job_of_the_list_of_all_is_in_one_shard_and_many_starts_are_in_all_of_them()
    {
        JobRecord[] jobs = [.. await Task.WhenAll(Enumerable.Range(0, 200).Select(i => CreateAsync(i % 2 == 0 ? null : "anna", 1)))];
        await CreateAsync("anna", 1, isListedForAll: false);

        List<JobListKey[]> shards = [];
        foreach (int shard in Enumerable.Range(0, JobListPart.Shards))
            shards.Add([.. (await Lists.ListKeysAsync(new(JobListPart.OfShard(shard), null, null, 300), Token)).Keys]);

        Assert.Equal(jobs.Select(static job => job.Id).Order(), shards.SelectMany(static keys => keys).Select(static key => key.Id).Order());
        Assert.All(shards, static keys => Assert.InRange(keys.Length, 1, 40));
    }

    [Fact]
    public async Task What_becomes_of_a_job_changes_nothing_of_its_place_and_its_removal_takes_it_out()
    {
        JobRecord job = await CreateAsync("anna", 1, digest: "sha256:abc");
        await Store.ApplyAsync(job.Id, Claim("a"), Noon, Token);
        await Store.ApplyAsync(job.Id, Succeed("a"), Noon, Token);
        JobRecord done = (await Store.GetAsync(job.Id, Token))!;
        Assert.True(done is { IsListed: true, IsListedForAll: true });
        Assert.Equal([JobListKey.Of(job)], (await Lists.ListKeysAsync(new(JobListPart.OfOwner("anna"), null, null, 10), Token)).Keys);

        await Store.RemoveFinishedAsync(done, JobStateMachine.StubOf(done, Noon), Noon, Token);

        Assert.NotNull((await Store.GetAsync(job.Id, Token))?.PurgedAt);
        foreach (JobListPart part in (JobListPart[])[JobListPart.OfOwner("anna"), JobListPart.OfShard(JobListPart.ShardOf(job.Id))])
            Assert.Empty((await Lists.ListKeysAsync(new(part, null, null, 10), Token)).Keys);
    }

    [Fact]
    public async Task Jobs_are_read_without_what_may_be_large_and_those_that_are_gone_are_left_out()
    {
        JobRecord done = await CreateAsync("anna", 1, digest: "sha256:abc");
        await Store.ApplyAsync(done.Id, Claim("a"), Noon, Token);
        await Store.ApplyAsync(done.Id, new JobTransition.SaveState("a", "{}"u8.ToArray(), 1), Noon, Token);
        await Store.ApplyAsync(done.Id, new JobTransition.ReportProgress("a", new JobProgress(0.5, "half"), 1), Noon, Token);
        await Store.ApplyAsync(done.Id, new JobTransition.RequestCancel(), Noon, Token);
        JobRecord failed = await CreateAsync("anna", 2);
        await Store.ApplyAsync(failed.Id, Claim("a"), Noon, Token);
        await Store.ApplyAsync(failed.Id, Fail("a"), Noon, Token);
        JobRecord large = await CreateAsync("anna", 3);
        await Store.ApplyAsync(large.Id, Claim("a"), Noon, Token);
        await Store.ApplyAsync(large.Id, Succeed("a", $"\"{new string('x', 300_000)}\""), Noon, Token);

        JobOutlines outlines = await Lists.ReadOutlinesAsync([done.Id, failed.Id, JobId.New(), large.Id], Token);

        Assert.Empty(outlines.Unread);
        Assert.Equal(3, outlines.Records.Count);
        foreach (JobRecord outline in outlines.Records)
            Assert.Equal(JobOutlines.Of((await Store.GetAsync(outline.Id, Token))!), outline);
    }

    [Fact]
    public async Task Without_an_index_jobs_are_found_by_looking_through_all()
    {
        JobRecord mine = await CreateAsync("anna", 1, isListed: false, isListedForAll: false);
        JobRecord open = await CreateAsync(null, 2, isListed: false, isListedForAll: false);
        JobRecord running = await CreateAsync("anna", 3);
        await Store.ApplyAsync(running.Id, Claim("a"), Noon, Token);
        JobRecord purged = await CreateAsync("anna", 4, digest: "sha256:abc");
        await Store.ApplyAsync(purged.Id, new JobTransition.Cancel(NextDay), Noon, Token);
        JobRecord ended = (await Store.GetAsync(purged.Id, Token))!;
        await Store.RemoveFinishedAsync(ended, JobStateMachine.StubOf(ended, Noon), Noon, Token);
        await ((IOwnerUsageStore)Store).ApplyAsync(
            OwnerKey.Of("anna"), new UsageChange.Count(mine.Id, Noon, NextDay, new OwnerLimits(5, 0), 1, true), Token);

        Assert.Equal(Ids(mine, open, running), await ScanAsync(new(null, null, null, null), Noon));
        Assert.Equal(Ids(mine, running), await ScanAsync(new(null, null, null, "anna"), Noon));
        Assert.Equal(Ids(running), await ScanAsync(new(null, JobStatus.Running, null, null), Noon));
        Assert.Equal(Ids(open, running), await ScanAsync(new("link-checks", null, Noon.AddSeconds(2), null), Noon));
        Assert.Equal("", await ScanAsync(new("other", null, null, null), Noon));
        Assert.Equal("", await ScanAsync(new(null, null, null, null), NextDay.AddSeconds(1)));

        static string Ids(params JobRecord[] jobs) => string.Join(',', jobs.Select(static job => job.Id).Order(StringComparer.Ordinal));
    }

    private async Task<string> ScanAsync(JobScan scan, DateTimeOffset now)
    {
        List<string> ids = [];
        string? after = null;
        do
        {
            JobScanPage page = await Lists.ScanKeysAsync(scan, after, now, Token);
            ids.AddRange(page.Keys.Select(static key => key.Id));
            after = page.After;
        }
        while (after is not null);
        return string.Join(',', ids.Order(StringComparer.Ordinal));
    }

    private async Task<JobRecord> CreateAsync(string? owner, int second, bool isListed = true, bool isListedForAll = true, string? digest = null)
    {
        JobRecord record = Pending(JobId.New()) with
        {
            CreatedAt = Noon.AddSeconds(second),
            Owner = owner,
            IsListed = isListed && owner is not null,
            IsListedForAll = isListedForAll,
            InputDigest = digest,
        };
        Assert.Null(await Store.CreateAsync(record, Noon, Token));
        RecordAssert.Equal(record, await Store.GetAsync(record.Id, Token));
        return record;
    }
}
