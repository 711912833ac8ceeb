using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AsyncJobs.Storage.Tests;

/// <summary>
/// Many jobs of two owners, lived step by step in every way in which jobs are started and end, with limits. After each step every job that may still
/// run is counted, and nobody has more than they may. In the end nothing is counted; what faults have left behind is found by the next starts.
/// </summary>
internal sealed class OwnerLives
{
    private const int MostUnfinished = 4;

    private static readonly TimeSpan[] s_pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(7)];

    private readonly string[] _owners = [$"anna {Guid.NewGuid()}", $"bert {Guid.NewGuid()}"];

    private readonly FaultyStore _store;
    private readonly Random _random;
    private readonly bool _hasFaults;
    private readonly FakeTimeProvider _clock = new(Sample.Noon);
    private readonly ScriptedJob _job = new();
    private readonly FaultyEvents _events;
    private readonly JobApp _app;
    private readonly Dictionary<string, string> _started = [];

    private OwnerLives(IJobStore store, int seed, bool hasFaults)
    {
        _random = new Random(seed);
        _hasFaults = hasFaults;
        _store = new FaultyStore(store, () => _hasFaults && _random.Next(4) == 0);
        _events = new FaultyEvents(() => _hasFaults && _random.Next(6) == 0);
        _app = new JobApp([_job]);
        _app.Use(new JobPlatform(_store, _events)
        {
            Time = _clock,
            CancelPollInterval = Timeout.InfiniteTimeSpan,
            Log = JobLog.None,
            AllowsPurge = true,
            Delayed = new QueuedLooks(),
            MaxUnfinishedPerOwner = MostUnfinished,
        });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task LiveAsync(IJobStore store, int seed, int steps, bool hasFaults)
    {
        OwnerLives lives = new(store, seed, hasFaults);
        for (int step = 0; step < steps; step++)
        {
            await lives.TakeAsync();
            await lives.CheckAsync($"seed {seed}, step {step}");
        }

        await lives.EndAsync($"seed {seed}");
    }

    private async Task TakeAsync()
    {
        string? id = _started.Count == 0 ? null : _started.Keys.ElementAt(_random.Next(_started.Count));
        switch (_random.Next(12))
        {
            case 0 or 1 or 2 or 3:
                await StartAsync(_random.Next(2) == 0 ? null : $"key-{_random.Next(3)}");
                break;
            case 4 or 5 when _events.Sent.Count > 0:
                await DeliverAsync(_random.Next(_events.Sent.Count));
                break;
            case 6 when _events.Sent.Count > 0:
                int settled = _random.Next(_events.Sent.Count);
                using (PooledBuffer reply = new())
                    await _app.SettleAsync(JobEvents.GivenUp(_events.Sent[settled], QueuedEvents.RequestId(settled)), Invocation(settled), reply);
                break;
            case 7 when id is not null:
                JobRecord? record = await _store.GetAsync(id, Token);
                if (record is { Status: JobStatus.Pending })
                    await new OwnerSlots(_store, _store, JobLog.None).ApplyAsync(record, new JobTransition.Cancel(_clock.GetUtcNow().AddDays(1)), _clock.GetUtcNow(), Token);
                break;
            case 8 when id is not null:
                // Its worker vanishes.
                await _store.ApplyAsync(id, Claim(), _clock.GetUtcNow(), Token);
                break;
            case 9 when id is not null:
                await _app.GetAsync(_job, id, Token);
                break;
            case 10 when id is not null:
                await _app.PurgeAsync(id, Token);
                break;
            default:
                _clock.Advance(s_pauses[_random.Next(s_pauses.Length)]);
                break;
        }
    }

    private async Task StartAsync(string? key)
    {
        string owner = _owners[_random.Next(2)];
        try
        {
            JobSnapshot<string> job = await _app.StartAsync(_job, new ArgumentWriter(), new JobStartOptions { Owner = owner, IdempotencyKey = key }, Token);
            _started[job.Id] = owner;
        }
        catch (Exception exception) when (exception is JobLimitException or JobDispatchException or TimeoutException)
        {
            // Refused, or broken off: what that left behind is looked at below, by the id that the store has seen.
        }
        catch (ArgumentException)
        {
            // The key is that of a job that was removed.
        }

        foreach ((string id, string of) in _store.Created)
            _started[id] = of;
    }

    private async Task DeliverAsync(int index)
    {
        int end = _random.Next(5);
        _job.Method = async job =>
        {
            if (end == 3 && job.Continuation == 0)
                await job.ContinueAsync(1);
            return end switch
            {
                0 => "done",
                1 => throw new InvalidOperationException(),
                2 => throw new JobException(10_001, "No.") { Retry = false },
                _ => "done",
            };
        };
        try
        {
            using PooledBuffer reply = new();
            await _app.WorkAsync(_job, _events.Sent[index], Invocation(index), reply);
        }
        catch (Exception exception) when (exception is JobAttemptFailedException or JobDispatchException)
        {
            // The platform's own business.
        }
    }

    private Invocation Invocation(int index) =>
        new() { RequestId = QueuedEvents.RequestId(index), Deadline = _clock.GetUtcNow().AddMinutes(1) };

    private JobTransition.Claim Claim() =>
        new(new JobLease(JobId.New(), "gone", _clock.GetUtcNow().AddSeconds(65), _clock.GetUtcNow()), 3);

    private async Task CheckAsync(string place)
    {
        foreach (string owner in _owners)
        {
            OwnerUsage counted = await UsageAsync(owner);
            Assert.True(counted.Unfinished.Count <= MostUnfinished, $"{place}: {owner} has {counted.Unfinished.Count}.");
            foreach (string id in _started.Where(job => job.Value == owner).Select(static job => job.Key))
                Assert.True(counted.Unfinished.ContainsKey(id) || !await MayRunAsync(id), $"{place}: {id} of {owner} is not counted.");
        }
    }

    private async Task<bool> MayRunAsync(string id) =>
        await _store.GetAsync(id, Token) is { IsFinished: false } record && record.ExpiresAt > _clock.GetUtcNow();

    private async Task EndAsync(string place)
    {
        _store.IsSound = true;
        _events.IsSound = true;
        _clock.Advance(TimeSpan.FromHours(7));
        foreach (string id in _started.Keys)
            await _app.GetAsync(_job, id, Token);

        foreach (string owner in _owners)
        {
            if (!_hasFaults)
            {
                // What expired unread had no end that anybody wrote.
                OwnerUsage left = await UsageAsync(owner);
                Assert.All(left.Unfinished.Keys, id => Assert.True(_store.GetAsync(id, Token).AsTask().Result is not { } record || record.ExpiresAt <= _clock.GetUtcNow(), $"{place}: {id} of {owner} is counted."));
            }

            // As many as they may have, and no more.
            for (int i = 0; i < MostUnfinished; i++)
                await _app.StartAsync(_job, new ArgumentWriter(), new JobStartOptions { Owner = owner }, Token);
            await Assert.ThrowsAsync<JobLimitException>(async () => await _app.StartAsync(_job, new ArgumentWriter(), new JobStartOptions { Owner = owner }, Token));
        }
    }

    private async Task<OwnerUsage> UsageAsync(string owner) => await _store.GetUsageAsync(OwnerKey.Of(owner), Token) ?? new OwnerUsage();

    private sealed class FaultyEvents(Func<bool> fails) : IJobDispatcher
    {
        public List<byte[]> Sent { get; } = [];

        public bool IsSound { get; set; }

        public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
        {
            if (!IsSound && fails())
                throw new JobDispatchException("No.") { IsTransient = false };
            Sent.Add(payload.ToArray());
            return default;
        }
    }

    /// <summary>Fails as a process that ends does: before or after a record is stored, and before a place is given back.</summary>
    private sealed class FaultyStore(IJobStore inner, Func<bool> fails) : IJobStore, IOwnerUsageStore
    {
        public Dictionary<string, string> Created { get; } = [];

        public bool IsSound { get; set; }

        private IOwnerUsageStore Usage => (IOwnerUsageStore)inner;

        public async ValueTask<JobRecord?> CreateAsync(JobRecord record, DateTimeOffset now, CancellationToken cancellationToken)
        {
            if (!IsSound && fails())
                throw new TimeoutException();
            JobRecord? existing = await inner.CreateAsync(record, now, cancellationToken);
            Created[record.Id] = record.Owner!;
            return !IsSound && fails() ? throw new TimeoutException() : existing;
        }

        public ValueTask<JobRecord?> GetAsync(string id, CancellationToken cancellationToken) => inner.GetAsync(id, cancellationToken);

        public ValueTask<JobTransitionResult> ApplyAsync(string id, JobTransition transition, DateTimeOffset now, CancellationToken cancellationToken) =>
            inner.ApplyAsync(id, transition, now, cancellationToken);

        public ValueTask<JobRecord?> DeleteUndispatchedAsync(string id, CancellationToken cancellationToken) => inner.DeleteUndispatchedAsync(id, cancellationToken);

        public ValueTask<JobRecord?> RemoveFinishedAsync(JobRecord record, JobRecord? stub, DateTimeOffset now, CancellationToken cancellationToken) =>
            inner.RemoveFinishedAsync(record, stub, now, cancellationToken);

        public ValueTask<OwnerUsage?> GetUsageAsync(string key, CancellationToken cancellationToken) => Usage.GetUsageAsync(key, cancellationToken);

        public ValueTask<bool> ApplyAsync(string key, UsageChange change, CancellationToken cancellationToken) =>
            !IsSound && change is UsageChange.Release && fails() ? throw new TimeoutException() : Usage.ApplyAsync(key, change, cancellationToken);
    }
}
