using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Http;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Listing;
using AsyncJobs.Logging;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AsyncJobs.Storage.Tests.Lists;

/// <summary>
/// Random histories of a real application, whose jobs are started, ended, removed and forgotten while lists of them are read. Beside the store a model
/// knows who owns what. Whatever was there at the beginning of a list and still is at its end is in it, once; nothing is twice; nothing is another
/// owner's; and nothing is shown that is removed or has expired.
/// </summary>
internal sealed class ListLives
{
    private static readonly JobStatus[] s_states = [JobStatus.Pending, JobStatus.Running, JobStatus.Succeeded, JobStatus.Failed];

    private readonly IJobStore _store;
    private readonly string[] _owners;
    private readonly FakeTimeProvider _clock = new(Sample.Noon);
    private readonly NamedJob[] _jobs = [new("reports"), new("exports")];
    private readonly QueuedEvents _events = new();
    private readonly JobApp _app;
    private readonly OwnJobs _own;
    private readonly Dictionary<JobListKey, string?> _ownerOf = [];
    private readonly List<JobListKey> _started = [];

    private ListLives(IJobStore store)
    {
        // The store is that of other histories too: their owners are others.
        _store = store;
        string life = Guid.NewGuid().ToString("N");
        _owners = [$"anna {life}", $"bert {life}"];
        _app = new JobApp(_jobs);
        _app.Use(new JobPlatform(store, _events)
        {
            Time = _clock,
            CancelPollInterval = Timeout.InfiniteTimeSpan,
            Log = JobLog.None,
            AllowsList = true,
            ListsAll = true,
        });
        _own = new OwnJobs((IJobListStore)store, new RecordReader(new JobCatalog(JobList.Of(_jobs), TimeSpan.FromMinutes(10)), (IJobListStore)store, _clock));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    internal static void Check(IJobStore store, int count) =>
        Prop.ForAll(StepsOf(2, 25).ToArbitrary(), steps => new ListLives(store).LiveAsync(steps).GetAwaiter().GetResult())
            .Check(RandomCases.Config.WithMaxTest(count));

    private static Gen<ListStep[]> StepsOf(int depth, int most) =>
        from length in Gen.Choose(0, most)
        from steps in StepOf(depth).ArrayOf(length)
        select steps;

    private static Gen<ListStep> StepOf(int depth)
    {
        Gen<ListStep> start =
            from owner in Gen.Choose(0, 2)
            from job in Gen.Choose(0, 1)
            from key in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 2)))
            select (ListStep)new ListStep.Start(owner, job, key);
        Gen<ListStep> deliver =
            from index in Gen.Choose(0, 20)
            from succeeds in Gen.Elements(true, true, false)
            select (ListStep)new ListStep.Deliver(index, succeeds);

        // Within a millisecond, within a lease, and beyond every retention.
        Gen<ListStep> pass = Gen.Elements(0, 1, 1, 1000, 100_000, 400_000_000).Select(time => (ListStep)new ListStep.Pass(time));
        Gen<ListStep> change = Gen.Frequency(
            (6, start),
            (4, deliver),
            (1, Gen.Choose(0, 20).Select(index => (ListStep)new ListStep.Vanish(index))),
            (2, Gen.Choose(0, 20).Select(index => (ListStep)new ListStep.Purge(index))),
            (3, pass));
        return depth < 2 ? change : Gen.Frequency((10, change), (2, OwnOf(depth)), (1, AllOf(depth)));
    }

    private static Gen<int?> Maybe(Gen<int> number) => Gen.Frequency((2, Gen.Constant((int?)null)), (1, number.Select(value => (int?)value)));

    private static Gen<JobStatus?> MaybeStatus() =>
        Gen.Frequency((2, Gen.Constant((JobStatus?)null)), (1, Gen.Elements(s_states).Select(status => (JobStatus?)status)));

    private static Gen<ListStep> OwnOf(int depth) =>
        from owner in Gen.Choose(1, 2)
        from job in Maybe(Gen.Choose(0, 1))
        from status in MaybeStatus()
        from since in Maybe(Gen.Choose(0, 20))
        from sizes in Gen.Choose(1, 5).ArrayOf(4)
        from meanwhile in StepsOf(depth - 1, 6)
        select (ListStep)new ListStep.ListOwn(owner, job, status, since, sizes, meanwhile);

    private static Gen<ListStep> AllOf(int depth) =>
        from owner in Maybe(Gen.Choose(1, 2))
        from job in Maybe(Gen.Choose(0, 1))
        from status in MaybeStatus()
        from since in Maybe(Gen.Choose(0, 20))
        from meanwhile in StepsOf(depth - 1, 6)
        select (ListStep)new ListStep.ListAll(owner, job, status, since, meanwhile);

    private async Task LiveAsync(ListStep[] steps)
    {
        foreach (ListStep step in steps)
            await TakeAsync(step);

        // However the history went, each owner sees all of theirs in the end.
        foreach (int owner in (int[])[1, 2])
            await ListOwnAsync(new ListStep.ListOwn(owner, null, null, null, [2, 3, 1], []));
        await ListAllAsync(new ListStep.ListAll(null, null, null, null, []));
    }

    private async Task TakeAsync(ListStep step)
    {
        switch (step)
        {
            case ListStep.Start start:
                await StartAsync(start);
                break;
            case ListStep.Deliver deliver when _events.Count > 0:
                await DeliverAsync(deliver.Index % _events.Count, deliver.Succeeds);
                break;
            case ListStep.Vanish vanish when _started.Count > 0:
                await _store.ApplyAsync(
                    _started[vanish.Index % _started.Count].Id,
                    new JobTransition.Claim(new JobLease(JobId.New(), "gone", _clock.GetUtcNow().AddSeconds(60), _clock.GetUtcNow().AddSeconds(30)), 3),
                    _clock.GetUtcNow(),
                    Token);
                break;
            case ListStep.Purge purge when _started.Count > 0:
                await _app.PurgeAsync(_started[purge.Index % _started.Count].Id, Token);
                break;
            case ListStep.Pass pass:
                _clock.Advance(TimeSpan.FromMilliseconds(pass.Milliseconds));
                break;
            case ListStep.ListOwn list:
                await ListOwnAsync(list);
                break;
            case ListStep.ListAll list:
                await ListAllAsync(list);
                break;
        }
    }

    private async Task StartAsync(ListStep.Start start)
    {
        string? owner = start.Owner == 0 ? null : _owners[start.Owner - 1];
        JobStartOptions options = new() { Owner = owner, IdempotencyKey = start.Key == 0 ? null : $"{_owners[0]}-{start.Key}".Replace(' ', '-') };
        NamedJob job = _jobs[start.Job];
        try
        {
            JobSnapshot<string> snapshot = await _app.StartAsync(job, new ArgumentWriter(), options, Token);
            JobListKey key = new(snapshot.CreatedAt.ToUnixTimeMilliseconds(), snapshot.Id, job.Name);
            if (_ownerOf.TryAdd(key, owner))
                _started.Add(key);
        }
        catch (ArgumentException)
        {
            // The key is that of a job that was removed.
        }
    }

    private async Task DeliverAsync(int index, bool succeeds)
    {
        NamedJob job = _jobs.First(job => System.Text.Encoding.UTF8.GetString(_events[index].Span).Contains($"\"{job.Name}\"", StringComparison.Ordinal));
        job.Succeeds = succeeds;
        try
        {
            using PooledBuffer reply = new();
            await _app.WorkAsync(
                job,
                _events[index],
                new Invocation { RequestId = QueuedEvents.RequestId(index), Deadline = _clock.GetUtcNow().AddSeconds(60) },
                reply);
        }
        catch (JobAttemptFailedException)
        {
            // It waits for another attempt.
        }
    }

    private async Task ListOwnAsync(ListStep.ListOwn list)
    {
        string owner = _owners[list.Owner - 1];
        JobFilter filter = FilterOf(list.Job, list.Status, list.SinceIndex, owner);
        HashSet<JobListKey> before = await MatchingAsync(filter);
        List<ListedRecord> listed = [];
        JobListKey? after = null;
        for (int page = 0; page == 0 || after is not null; page++)
        {
            Assert.True(page <= _started.Count, "The pages do not come to an end.");
            int size = list.PageSizes[page % list.PageSizes.Length];
            JobPage read = await _own.ReadAsync(filter, after, size, Token);
            Assert.InRange(read.Jobs.Count, 0, size);
            foreach (ListedRecord job in read.Jobs)
                await AssertIsToBeSeenAsync(job, filter);
            listed.AddRange(read.Jobs);

            // A page goes on by its token alone.
            after = null;
            if (read.Last is { } last)
            {
                Assert.Null(PageToken.Read(PageToken.Write(filter, last), filter, out JobListKey position));
                after = position;
            }

            if (page < list.Meanwhile.Length && after is not null)
                await TakeAsync(list.Meanwhile[page]);
        }

        await AssertIsCompleteAsync([.. listed.Select(static job => job.Key)], before, filter, list.Meanwhile.Length == 0);
    }

    private async Task ListAllAsync(ListStep.ListAll list)
    {
        JobFilter filter = FilterOf(list.Job, list.Status, list.SinceIndex, list.Owner is { } number ? _owners[number - 1] : null);
        HashSet<JobListKey> before = await MatchingAsync(filter);
        List<JobListKey> listed = [];
        int step = 0;
        JobListOptions options = new() { Job = filter.Job, Status = filter.Status, Since = filter.Since, Owner = filter.Owner };
        await foreach (ListedJob job in _app.ListAsync(options, Token))
        {
            // Those of other histories.
            JobListKey key = new(job.CreatedAt.ToUnixTimeMilliseconds(), job.Id, job.Job);
            if (!_ownerOf.ContainsKey(key))
                continue;

            Assert.Equal(_ownerOf[key], job.Owner);
            Assert.True(filter.Owner is null || job.Owner == filter.Owner);
            Assert.True(filter.Status is null || job.Status == filter.Status);
            Assert.True((filter.Job is null || job.Job == filter.Job) && key.IsSince(filter.Since));
            listed.Add(key);
            if (step < list.Meanwhile.Length && listed.Count % 3 == 0)
                await TakeAsync(list.Meanwhile[step++]);
        }

        await AssertIsCompleteAsync(listed, before, filter, step == 0);
    }

    private JobFilter FilterOf(int? job, JobStatus? status, int? since, string? owner) => new(
        job is { } name ? _jobs[name].Name : null,
        status,
        since is { } index && _started.Count > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(_started[index % _started.Count].CreatedAt) : null,
        owner);

    /// <summary>The jobs that the filter finds now, by what the model and the store know of each.</summary>
    private async Task<HashSet<JobListKey>> MatchingAsync(JobFilter filter)
    {
        HashSet<JobListKey> matching = [];
        foreach (JobListKey key in _started)
        {
            bool isTheirs = filter.Owner is null || _ownerOf[key] == filter.Owner;
            if (isTheirs && (filter.Job is null || key.Job == filter.Job) && key.IsSince(filter.Since) && await IsThereAsync(key, filter.Status))
                matching.Add(key);
        }

        return matching;
    }

    private async Task<bool> IsThereAsync(JobListKey key, JobStatus? status) =>
        await _store.GetAsync(key.Id, Token) is { PurgedAt: null } record
        && JobListKey.Of(record) == key
        && record.ExpiresAt > _clock.GetUtcNow()
        && (status is null || record.Status == status);

    private async Task AssertIsToBeSeenAsync(ListedRecord job, JobFilter filter)
    {
        Assert.Equal(filter.Owner, job.Record.Owner);
        Assert.Equal(filter.Owner, _ownerOf[job.Key]);
        Assert.True(filter.Job is null || job.Record.Job == filter.Job);
        Assert.True(job.Key.IsSince(filter.Since));
        Assert.True(await IsThereAsync(job.Key, filter.Status), "A job is listed that is not there, or not so.");
        Assert.True(job.Record.Result.IsEmpty && job.Record.State.IsEmpty);
    }

    private async Task AssertIsCompleteAsync(List<JobListKey> keys, HashSet<JobListKey> before, JobFilter filter, bool isUndisturbed)
    {
        Assert.Equal(keys.OrderByDescending(static key => key.Text, StringComparer.Ordinal), keys);
        Assert.Equal(keys.Count, keys.Distinct().Count());
        if (isUndisturbed)
            Assert.Equal(before.OrderByDescending(static key => key.Text, StringComparer.Ordinal), keys);

        // Of those that are found by their status at both ends, one may have been otherwise in between.
        else if (filter.Status is null)
            Assert.Empty(before.Intersect(await MatchingAsync(filter)).Except(keys));
    }

    /// <summary>A job that succeeds or throws.</summary>
    private sealed class NamedJob(string name) : JobDefinition<NoResult, string>(name, new JobRoute("POST", "/" + name))
    {
        public bool Succeeds { get; set; }

        protected internal override System.Text.Json.Serialization.Metadata.JsonTypeInfo<string> ResultType => JobJson.Reflected<string>();

        protected override NoResult BindInput(ArgumentReader args) => default;

        protected override ValueTask<string> RunAsync(NoResult input, JobContext job) =>
            Succeeds ? new("done") : throw new InvalidOperationException("The test has it fail.");
    }
}
