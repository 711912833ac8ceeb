using AsyncJobs.Binding;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Storage;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Listing;

/// <summary>How code lists jobs of all owners.</summary>
public sealed class AllJobsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_jobs_come_the_newest_first_with_an_index_or_without_one(bool listsAll)
    {
        Bed bed = new(listsAll: listsAll);
        List<string> ids = [];
        for (int i = 0; i < 300; i++)
        {
            ids.Insert(0, await StartAsync(bed, i % 3 == 0 ? null : $"owner-{i % 3}"));
            bed.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        List<ListedJob> jobs = await ListAsync(bed, null);

        Assert.Equal(ids, jobs.Select(static job => job.Id));
        Assert.Equal(100, jobs.Count(static job => job.Owner is null));
        Assert.Equal(listsAll ? 0 : 1, bed.Log.Events.Count(static name => name == "job.list-scans"));
    }

    [Theory]
    [InlineData(true, false, "keys")]
    [InlineData(false, true, "keys")]
    [InlineData(false, false, "scan")]
    public async Task The_jobs_of_one_owner_come_by_whatever_index_there_is(bool allowsList, bool listsAll, string by)
    {
        Bed bed = new(allowsList: allowsList, listsAll: listsAll);
        string mine = await StartAsync(bed, "anna");
        await StartAsync(bed, "bert");
        await StartAsync(bed, null);
        bed.Store.ClearCalls();

        Assert.Equal([mine], (await ListAsync(bed, new JobListOptions { Owner = "anna" })).Select(static job => job.Id));

        Assert.Equal(allowsList ? 1 : listsAll ? JobListPart.Shards : 1, bed.Store.Calls.Count(call => call == by));
    }

    [Fact]
    public async Task Filters_take_what_they_say_and_lost_jobs_are_said_to_be_lost()
    {
        Bed bed = new(listsAll: true);
        string lost = await StartAsync(bed, "anna");
        DateTimeOffset now = bed.Clock.GetUtcNow();
        bed.Store.Force(lost, new JobTransition.Claim(new JobLease(JobId.New(), "gone", now.AddSeconds(60), now.AddSeconds(30)), 3), now);
        bed.Clock.Advance(TimeSpan.FromMinutes(12));
        string waiting = await StartAsync(bed, "anna");

        ListedJob running = Assert.Single(await ListAsync(bed, new JobListOptions { Status = JobStatus.Running }));
        ListedJob later = Assert.Single(await ListAsync(bed, new JobListOptions { Since = now.AddMinutes(1) }));

        Assert.Equal((lost, true, JobStatus.Running), (running.Id, running.IsLost, running.Status));
        Assert.Equal((waiting, false), (later.Id, later.IsLost));
        Assert.Equal(2, (await ListAsync(bed, new JobListOptions { Job = "plain" })).Count);
        Assert.Empty(await ListAsync(bed, new JobListOptions { Job = "reports" }));
    }

    [Fact]
    public async Task Who_takes_the_first_few_has_few_read()
    {
        Bed bed = new(listsAll: true);
        for (int i = 0; i < 200; i++)
            await StartAsync(bed, null);
        bed.Store.ClearCalls();

        await foreach (ListedJob job in bed.App.ListAsync(cancellationToken: Token))
        {
            Assert.NotEmpty(job.Id);
            break;
        }

        Assert.Single(bed.Store.Calls, static call => call == "outlines");
    }

    [Fact]
    public async Task A_store_of_ones_own_that_lists_nothing_is_an_error_that_says_so()
    {
        JobApp app = new([new PlainJob()]);
        app.Use(new JobPlatform(new OwnStore(), new TestDispatcher()) { ListsAll = true });

        JobStoreException error = await Assert.ThrowsAsync<JobStoreException>(async () =>
        {
            await foreach (ListedJob job in app.ListAsync(cancellationToken: Token))
                Assert.Fail(job.Id);
        });

        Assert.Contains("does not list jobs", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
    }

    [Theory]
    [InlineData(null, null, "anna", false, false)]
    [InlineData(true, null, "anna", true, false)]
    [InlineData(true, null, null, false, false)]
    [InlineData(null, true, "anna", false, true)]
    [InlineData(null, true, null, false, true)]
    [InlineData(true, true, "anna", true, true)]
    public async Task A_job_is_in_the_lists_that_are_on_and_in_that_of_owners_if_it_has_one(
        bool? allowsList, bool? listsAll, string? owner, bool isListed, bool isListedForAll)
    {
        Bed bed = new(allowsList: allowsList, listsAll: listsAll);

        JobRecord record = bed.Record(await StartAsync(bed, owner));

        Assert.Equal((isListed, isListedForAll), (record.IsListed, record.IsListedForAll));
    }

    private static async Task<string> StartAsync(Bed bed, string? owner) =>
        (await bed.App.StartAsync(bed.Plain, new ArgumentWriter(), new JobStartOptions { Owner = owner }, Token)).Id;

    private static async Task<List<ListedJob>> ListAsync(Bed bed, JobListOptions? options)
    {
        List<ListedJob> jobs = [];
        await foreach (ListedJob job in bed.App.ListAsync(options, Token))
            jobs.Add(job);
        return jobs;
    }

    /// <summary>A store as an application may have it.</summary>
    private sealed class OwnStore : IJobStore
    {
        public ValueTask<JobRecord?> CreateAsync(JobRecord record, DateTimeOffset now, CancellationToken cancellationToken) => default;

        public ValueTask<JobRecord?> GetAsync(string id, CancellationToken cancellationToken) => default;

        public ValueTask<JobTransitionResult> ApplyAsync(string id, JobTransition transition, DateTimeOffset now, CancellationToken cancellationToken) => default;

        public ValueTask<JobRecord?> DeleteUndispatchedAsync(string id, CancellationToken cancellationToken) => default;
    }
}
