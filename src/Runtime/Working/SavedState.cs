using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Working;

/// <summary>What the method of one attempt found saved, saves, and wants to go on with.</summary>
internal sealed class SavedState(
    IJobStore store, JobDefinition job, JobRecord record, InvocationBudget budget, Action<JobTransitionResult> onWritten, TimeProvider time)
{
    // It travels with every read and write of the record, and is paid for by each.
    private const int MaxBytes = 100 * 1024;

    private readonly object _gate = new();
    private ReadOnlyMemory<byte> _saved = record.State;
    private long _savedSequence = record.StateSequence;
    private long _sequence = record.StateSequence;

    /// <summary>What the next invocation is to go on with; null where the method did not ask for one.</summary>
    public ReadOnlyMemory<byte>? Next { get; private set; }

    public T? Get<T>()
    {
        JsonTypeInfo<T> type = TypeOf<T>();
        ReadOnlyMemory<byte> saved;
        lock (_gate)
            saved = _saved;
        return saved.IsEmpty ? default : JsonSerializer.Deserialize(saved.Span, type);
    }

    public async ValueTask SaveAsync<T>(T state)
    {
        ReadOnlyMemory<byte> json = Serialize(state);
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

    [DoesNotReturn]
    public void Continue<T>(T state)
    {
        Next = Serialize(state);
        throw new JobContinuedException();
    }

    private byte[] Serialize<T>(T state)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(state, TypeOf<T>());
        return json.Length <= MaxBytes ? json : throw new ArgumentException(
            $"The state takes {json.Length} bytes as JSON; at most {MaxBytes} are kept with a job. "
            + "Keep the rest elsewhere and a reference to it here.",
            nameof(state));
    }

    private JsonTypeInfo<T> TypeOf<T>() => job.StateType as JsonTypeInfo<T> ?? throw new InvalidOperationException(
        job.StateType is { } other
            ? $"The state of job '{job.Name}' is {other.Type}, not {typeof(T)}: ask for that type, or change State in its [AsyncJob]."
            : $"Job '{job.Name}' has no state: add State = typeof({typeof(T).Name}) to its [AsyncJob].");
}
