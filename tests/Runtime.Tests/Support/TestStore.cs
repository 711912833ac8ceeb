using System.Collections.Concurrent;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Storage;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>A store in memory that notes each call, and that can be made to fail before or after it does its work.</summary>
internal sealed class TestStore : IJobStore, IOwnerUsageStore, IStreamPlaceStore, IJobListStore, IKeptInputStore
{
    private readonly InMemoryJobStore _inner = new();
    private readonly ConcurrentQueue<string> _calls = new();
    private readonly ConcurrentQueue<JobTransition> _applied = new();

    /// <summary>Every call in order: <c>create</c>, <c>get</c>, <c>delete</c>, <c>remove</c> or a transition's name; <c>usage</c> or a change's name for what is counted of owners; <c>keys</c>, <c>outlines</c> or <c>scan</c> for lists.</summary>
    public IReadOnlyCollection<string> Calls => _calls;

    /// <summary>The transitions that were asked for, in order.</summary>
    public IReadOnlyCollection<JobTransition> Transitions => _applied;

    public IEnumerable<JobProgress> ProgressWrites => _applied.OfType<JobTransition.ReportProgress>().Select(report => report.Progress);

    /// <summary>Runs before a call takes effect; gets the call's name.</summary>
    public Func<string, ValueTask>? Before { get; set; }

    /// <summary>Runs before a call takes effect, as the request that gets no answer; gets the call's name, and its token to end by.</summary>
    public Func<string, CancellationToken, ValueTask>? Hold { get; set; }

    /// <summary>Runs after a call took effect; gets the call's name.</summary>
    public Func<string, ValueTask>? After { get; set; }

    /// <summary>Whether each record is stored a second time, as after a lost answer.</summary>
    public bool CreateTwice { get; set; }

    /// <summary>Whether each place of a stream is taken a second time, as after a lost answer.</summary>
    public bool TakeTwice { get; set; }

    public void ClearCalls()
    {
        _calls.Clear();
        _applied.Clear();
    }

    /// <summary>A look at a record that is not noted.</summary>
    public JobRecord? Peek(string id) => _inner.GetAsync(id, CancellationToken.None).Result;

    /// <summary>A transition that is not noted.</summary>
    public JobRecord Force(string id, JobTransition transition, DateTimeOffset now)
    {
        JobTransitionResult result = _inner.ApplyAsync(id, transition, now, CancellationToken.None).Result;
        return result.Applied ? Peek(id)! : throw new InvalidOperationException($"{transition} is not allowed.");
    }

    public void Put(JobRecord record) => _ = _inner.CreateAsync(record, DateTimeOffset.MaxValue, CancellationToken.None).Result;

    public async ValueTask<JobRecord?> CreateAsync(JobRecord record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EnterAsync("create", cancellationToken);
        JobRecord? existing = await _inner.CreateAsync(record, now, cancellationToken);
        if (CreateTwice)
            existing = await _inner.CreateAsync(record, now, cancellationToken);
        await LeaveAsync("create");
        return existing;
    }

    public async ValueTask<JobRecord?> GetAsync(string id, CancellationToken cancellationToken)
    {
        await EnterAsync("get", cancellationToken);
        JobRecord? record = await _inner.GetAsync(id, cancellationToken);
        await LeaveAsync("get");
        return record;
    }

    public async ValueTask<JobTransitionResult> ApplyAsync(string id, JobTransition transition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string name = transition.GetType().Name;
        _applied.Enqueue(transition);
        await EnterAsync(name, cancellationToken);
        JobTransitionResult result = await _inner.ApplyAsync(id, transition, now, cancellationToken);
        await LeaveAsync(name);
        return result;
    }

    public async ValueTask<JobRecord?> DeleteUndispatchedAsync(string id, CancellationToken cancellationToken)
    {
        await EnterAsync("delete", cancellationToken);
        JobRecord? left = await _inner.DeleteUndispatchedAsync(id, cancellationToken);
        await LeaveAsync("delete");
        return left;
    }

    public async ValueTask<JobRecord?> RemoveFinishedAsync(
        JobRecord record, JobRecord? stub, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EnterAsync("remove", cancellationToken);
        JobRecord? left = await _inner.RemoveFinishedAsync(record, stub, now, cancellationToken);
        await LeaveAsync("remove");
        return left;
    }

    /// <summary>A look at what is counted that is not noted.</summary>
    public OwnerUsage? PeekUsage(string owner) => Usage.GetUsageAsync(OwnerKey.Of(owner), CancellationToken.None).Result;

    public async ValueTask<OwnerUsage?> GetUsageAsync(string key, CancellationToken cancellationToken)
    {
        await EnterAsync("usage", cancellationToken);
        OwnerUsage? usage = await Usage.GetUsageAsync(key, cancellationToken);
        await LeaveAsync("usage");
        return usage;
    }

    public async ValueTask<bool> ApplyAsync(string key, UsageChange change, CancellationToken cancellationToken)
    {
        string name = change.GetType().Name;
        await EnterAsync(name, cancellationToken);
        bool isApplied = await Usage.ApplyAsync(key, change, cancellationToken);
        await LeaveAsync(name);
        return isApplied;
    }

    public async ValueTask<StreamPlaces?> ApplyAsync(string key, StreamChange change, CancellationToken cancellationToken)
    {
        string name = $"{change.GetType().Name} stream";
        await EnterAsync(name, cancellationToken);
        StreamPlaces? refused = await Streams.ApplyAsync(key, change, cancellationToken);
        if (TakeTwice && change is StreamChange.Take)
            refused = await Streams.ApplyAsync(key, change, cancellationToken);
        await LeaveAsync(name);
        return refused;
    }

    /// <summary>The places that the streams of an owner take; a look that is not noted.</summary>
    public StreamPlaces PeekStreams(string owner) =>
        Streams.ApplyAsync(OwnerKey.OfStreams(owner), new StreamChange.Release("none"), CancellationToken.None).Result!;

    /// <summary>Gives the answer to a read of jobs, in place of the store; gets the ids.</summary>
    public Func<IReadOnlyList<string>, JobOutlines>? Outlines { get; set; }

    public async ValueTask<JobListKeys> ListKeysAsync(JobListQuery query, CancellationToken cancellationToken)
    {
        await EnterAsync("keys", cancellationToken);
        JobListKeys keys = await Lists.ListKeysAsync(query, cancellationToken);
        await LeaveAsync("keys");
        return keys;
    }

    public async ValueTask<JobOutlines> ReadOutlinesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        await EnterAsync("outlines", cancellationToken);
        JobOutlines outlines = Outlines is { } answer ? answer(ids) : await Lists.ReadOutlinesAsync(ids, cancellationToken);
        await LeaveAsync("outlines");
        return outlines;
    }

    public async ValueTask<JobScanPage> ScanKeysAsync(JobScan scan, string? after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EnterAsync("scan", cancellationToken);
        JobScanPage page = await Lists.ScanKeysAsync(scan, after, now, cancellationToken);
        await LeaveAsync("scan");
        return page;
    }

    /// <summary>A look at an input that is not noted.</summary>
    public KeptInput? PeekInput(string id) => Inputs.GetInputAsync(id, CancellationToken.None).Result;

    /// <summary>Takes an input away, as its expiry does.</summary>
    public void LoseInput(string id) => _ = Inputs.RemoveInputAsync(id, CancellationToken.None);

    public async ValueTask KeepInputAsync(string id, KeptInput input, CancellationToken cancellationToken)
    {
        await EnterAsync("keepInput", cancellationToken);
        await Inputs.KeepInputAsync(id, input, cancellationToken);
        await LeaveAsync("keepInput");
    }

    public async ValueTask<KeptInput?> GetInputAsync(string id, CancellationToken cancellationToken)
    {
        await EnterAsync("input", cancellationToken);
        KeptInput? input = await Inputs.GetInputAsync(id, cancellationToken);
        await LeaveAsync("input");
        return input;
    }

    public async ValueTask RemoveInputAsync(string id, CancellationToken cancellationToken)
    {
        await EnterAsync("removeInput", cancellationToken);
        await Inputs.RemoveInputAsync(id, cancellationToken);
        await LeaveAsync("removeInput");
    }

    private IOwnerUsageStore Usage => _inner;

    private IStreamPlaceStore Streams => _inner;

    private IJobListStore Lists => _inner;

    private IKeptInputStore Inputs => _inner;

    private async ValueTask EnterAsync(string call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _calls.Enqueue(call);
        if (Before is { } before)
            await before(call);
        if (Hold is { } hold)
            await hold(call, cancellationToken);
    }

    private ValueTask LeaveAsync(string call) => After?.Invoke(call) ?? default;
}
