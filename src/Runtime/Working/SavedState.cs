using System.Diagnostics.CodeAnalysis;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Working;

/// <summary>What the method of one attempt found saved, saves, and wants to go on with.</summary>
internal sealed class SavedState(
    IJobStore store, JobDefinition job, JobRecord record, InvocationBudget budget, Action<JobTransitionResult> onWritten, TimeProvider time)
{
    private readonly object _gate = new();
    private readonly StateCodec _codec = new(job);
    private ReadOnlyMemory<byte> _saved = record.State;
    private long _savedSequence = record.StateSequence;
    private long _sequence = record.StateSequence;

    /// <summary>What the next invocation is to go on with; null where the method did not ask for one.</summary>
    public ReadOnlyMemory<byte>? Next { get; private set; }

    public T? Get<T>()
    {
        ReadOnlyMemory<byte> saved;
        lock (_gate)
            saved = _saved;
        return _codec.Read<T>(saved);
    }

    public async ValueTask SaveAsync<T>(T state)
    {
        ReadOnlyMemory<byte> json = _codec.Write(state);
        JobTransition.SaveState save = new(record.Lease!.Token, json, Interlocked.Increment(ref _sequence));
        JobTransitionResult result = await store.ApplyAsync(record.Id, save, time.RecordNow(), budget.Token).ConfigureAwait(false);
        onWritten(result);
        if (result.Applied)
            Keep(json, save.Sequence);
    }

    // Of saves that run at once, the answer to an older one may come last; a later one has replaced what it saved.
    private void Keep(ReadOnlyMemory<byte> json, long sequence)
    {
        lock (_gate)
        {
            if (sequence > _savedSequence)
                (_saved, _savedSequence) = (json, sequence);
        }
    }

    /// <summary>Sees to it that a state can be saved.</summary>
    /// <returns>Whether it is the one that this invocation began with.</returns>
    public bool IsFirst<T>(T state) => record.State.Span.SequenceEqual(_codec.Write(state));

    [DoesNotReturn]
    public void Continue<T>(T state)
    {
        Next = _codec.Write(state);
        throw new JobContinuedException();
    }
}
