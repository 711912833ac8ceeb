using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Jobs;

/// <summary>Writes and reads what a job's method saves to go on with.</summary>
/// <param name="job">Whose method it is.</param>
internal sealed class StateCodec(JobDefinition job)
{
    // It travels with every read and write of the record, and is paid for by each.
    private const int MaxBytes = 100 * 1024;

    /// <returns>The type's default where nothing is saved.</returns>
    /// <exception cref="InvalidOperationException">The job has no state, or one of another type.</exception>
    /// <exception cref="JsonException">What is saved does not fit the type.</exception>
    public T? Read<T>(ReadOnlyMemory<byte> saved)
    {
        JsonTypeInfo<T> type = TypeOf<T>();
        return saved.IsEmpty ? default : JsonSerializer.Deserialize(saved.Span, type);
    }

    /// <exception cref="InvalidOperationException">The job has no state, or one of another type.</exception>
    /// <exception cref="ArgumentException">It takes more than is kept with a job.</exception>
    public byte[] Write<T>(T state)
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
