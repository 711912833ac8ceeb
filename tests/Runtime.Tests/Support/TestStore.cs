using System.Collections.Concurrent;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>A store in memory that notes each call, and that can be made to fail before or after it does its work.</summary>
internal sealed class TestStore : IJobStore
{
    private readonly InMemoryJobStore _inner = new();
    private readonly ConcurrentQueue<string> _calls = new();
    private readonly ConcurrentQueue<JobTransition> _applied = new();

    /// <summary>Every call in order: <c>create</c>, <c>get</c>, <c>delete</c>, <c>remove</c> or a transition's name.</summary>
    public IReadOnlyCollection<string> Calls => _calls;

    /// <summary>The transitions that were asked for, in order.</summary>
    public IReadOnlyCollection<JobTransition> Transitions => _applied;

    public IEnumerable<JobProgress> ProgressWrites => _applied.OfType<JobTransition.ReportProgress>().Select(report => report.Progress);

    /// <summary>Runs before a call takes effect; gets the call's name.</summary>
    public Func<string, ValueTask>? Before { get; set; }

    /// <summary>Runs after a call took effect; gets the call's name.</summary>
    public Func<string, ValueTask>? After { get; set; }

    /// <summary>Whether each record is stored a second time, as after a lost answer.</summary>
    public bool CreateTwice { get; set; }

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

    private async ValueTask EnterAsync(string call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _calls.Enqueue(call);
        if (Before is { } before)
            await before(call);
    }

    private ValueTask LeaveAsync(string call) => After?.Invoke(call) ?? default;
}
